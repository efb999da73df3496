using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Integration.Subscriptions;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>What a request may take, over HTTP.</summary>
public class CostTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Nested =
        "{ postIndex(first: 1000) { edges { node { comments(first: 49) { edges { node { text } } } } } } }";

    const string TooMuch =
        "{ postIndex(first: 1000) { edges { node { comments(first: 50) { edges { node { text } } } } } } }";

    [Fact]
    public async Task A_report_shows_what_is_estimated_beside_the_answer()
    {
        var answer = await PostAsync(new { query = Nested }, "report");

        Assert.Equal(50_000, answer.Number("extensions.operationCost.typeCost"));
        Assert.Equal(2, answer.Number("extensions.operationCost.statements"));
        Assert.Equal(JsonValueKind.Object, answer.At("data.postIndex").ValueKind);
    }

    [Fact]
    public async Task Validation_alone_reaches_no_database()
    {
        using var statements = new StatementCount(social.Node.Database.Name);

        var answer = await PostAsync(new { query = TooMuch }, "validate");

        Assert.Equal(51_000, answer.Number("extensions.operationCost.typeCost"));
        Assert.Equal(JsonValueKind.Null, answer.At("data").ValueKind);
        Assert.Equal(0, statements.Count);
    }

    [Fact]
    public async Task What_takes_too_much_is_refused_and_reaches_no_database()
    {
        using var statements = new StatementCount(social.Node.Database.Name);

        var answer = await PostAsync(new { query = TooMuch });

        Assert.Equal("COST_EXCEEDED", answer.Text("errors.0.extensions.code"));
        Assert.Contains("postIndex.edges.node.comments", answer.Text("errors.0.message"));
        Assert.Equal(0, statements.Count);
    }

    [Fact]
    public async Task A_header_that_says_something_else_is_refused()
    {
        var answer = await PostAsync(new { query = "{ postCount }" }, "guess");

        Assert.Equal("BAD_USER_INPUT", answer.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Requests_of_an_array_share_one_budget()
    {
        var one = new
        {
            query = "{ postIndex(first: 1000) { edges { node { comments(first: 20) { edges { node { text } } } } } } }",
        };

        var answers = (await PostAsync(new[] { one, one, one })).EnumerateArray().ToList();

        Assert.False(answers[0].TryGetProperty("errors", out _));
        Assert.False(answers[1].TryGetProperty("errors", out _));
        Assert.Equal("COST_EXCEEDED", answers[2].Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task A_subscription_that_takes_too_much_is_not_opened()
    {
        await using var listener = await Listener.ToAsync(
            social.Node,
            "subscription { postChanged { node { comments(first: 1000) { edges { node { post { comments(first: 100) { edges { node { text } } } } } } } } } }"
        );

        Assert.Equal("COST_EXCEEDED", (await listener.NextAsync()).Text("errors.0.extensions.code"));
        await listener.EndAsync();
    }

    async Task<JsonElement> PostAsync(object body, string? report = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        if (report is not null)
            request.Headers.Add("GraphQL-Cost", report);
        using var answer = await social.Node.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
