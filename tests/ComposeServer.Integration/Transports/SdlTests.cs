using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>The schema as text over HTTP, whole and by types.</summary>
public class SdlTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Audience = "enum Audience {\n  EVERYONE\n  FOLLOWERS\n  MENTIONED\n}";

    HttpClient Http => social.Node.Http;

    [Fact]
    public async Task A_type_is_printed_alone()
    {
        using var answer = await Http.GetAsync("/graphql?sdl&type=Audience");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Audience, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("type=Audience,DateTime")]
    [InlineData("type=Audience&type=DateTime")]
    [InlineData("type=Audience,%20DateTime,Audience&type=Audience")]
    public async Task Several_types_come_in_the_order_they_are_asked_for_and_each_once(string asked)
    {
        var both = await Http.GetStringAsync($"/graphql?sdl&{asked}");
        var scalar = await Http.GetStringAsync("/graphql?sdl&type=DateTime");

        Assert.Equal($"{Audience}\n\n{scalar}", both);
    }

    [Fact]
    public async Task Every_definition_of_the_schema_is_the_same_alone()
    {
        var whole = await Http.GetStringAsync("/graphql?sdl");
        foreach (
            var type in (string[])
                ["Query", "Post", "Node", "CreatePostInput", "PostConnection", "Mutation", "Subscription"]
        )
        {
            var alone = await Http.GetStringAsync($"/graphql?sdl&type={type}");

            Assert.Contains($"{type} ", alone, StringComparison.Ordinal);
            Assert.Contains($"\n\n{alone}\n\n", $"\n\n{whole}\n\n", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Types_of_the_exact_schema_lack_our_additions()
    {
        var exact = await Http.GetStringAsync("/graphql?sdl=exact&type=Post");
        using var addition = await Http.GetAsync("/graphql?sdl=exact&type=Subscription");

        Assert.Contains(exact, await Http.GetStringAsync("/graphql?sdl=exact"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, addition.StatusCode);
    }

    [Theory]
    [InlineData("type=Audience,Nobody", "Nobody")]
    [InlineData("type=audience", "audience")]
    [InlineData("type=Audience&type=Nobody&type=NorMe", "Nobody")]
    [InlineData("type=", "")]
    public async Task A_type_that_is_not_there_is_named(string asked, string unknown)
    {
        using var answer = await Http.GetAsync($"/graphql?sdl&{asked}");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Null(answer.Headers.ETag);
        var error = Assert.Single(body.RootElement.Items("errors"));
        Assert.Equal($"The schema has no type '{unknown}'", error.Text("message"));
        Assert.Equal("NOT_FOUND", error.Text("extensions.code"));
    }

    [Theory]
    [InlineData("?sdl")]
    [InlineData("?sdl=exact")]
    [InlineData("?sdl&type=Post")]
    [InlineData("?sdl=exact&type=Post,Audience")]
    [InlineData("/schema.graphql?type=Post")]
    public async Task A_text_that_the_caller_has_is_not_sent_again(string asked)
    {
        using var first = await Http.GetAsync($"/graphql{asked}");
        using var again = await AskAsync(first.Headers.ETag!.Tag);
        using var other = await AskAsync("\"of another text\"");

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());

        async Task<HttpResponseMessage> AskAsync(string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql{asked}");
            request.Headers.Add("If-None-Match", tag);
            return await Http.SendAsync(request);
        }
    }
}
