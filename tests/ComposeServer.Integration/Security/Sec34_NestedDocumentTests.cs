using System.Net;
using System.Net.Http.Headers;
using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 34 over HTTP: nested documents of 40 KB, and of 50 MB, which the limit of bodies keeps out.</summary>
public class Sec34_NestedDocumentTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int SmallBytes = 40_000;

    [Theory]
    [InlineData("", "{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("", "[", "GRAPHQL_PARSE_FAILED")]
    [InlineData("", "{a", "LIMIT_EXCEEDED")]
    [InlineData("{", "...{", "LIMIT_EXCEEDED")]
    [InlineData("{a(b:", "[", "LIMIT_EXCEEDED")]
    [InlineData("{a(b:", "{c:", "LIMIT_EXCEEDED")]
    [InlineData("query($a:", "[", "LIMIT_EXCEEDED")]
    public async Task Forty_kilobytes_are_refused(string start, string open, string code) =>
        await social.Node.RefuseQuicklyAsync(
            start + string.Concat(Enumerable.Repeat(open, SmallBytes / open.Length)),
            code
        );

    [Fact]
    public async Task Fifty_megabytes_are_refused_unread()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new ByteArrayContent(new byte[50 << 20]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await social.Node.AnswersAsync();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task So_are_variables_of_beginnings(string open)
    {
        var deep = string.Concat(Enumerable.Repeat(open, SmallBytes));
        using var body = new StringContent($"{{\"query\":\"{{ postCount }}\",\"variables\":{{\"a\":{deep}");
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Assert.Equal("BAD_USER_INPUT", (await social.Node.Anonymous.PostAsync(body)).Code);
        await social.Node.AnswersAsync();
    }
}
