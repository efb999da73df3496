using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Integration.Subscriptions;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>Pages of a server whose operator allows small ones only.</summary>
public sealed class PageSizeTests : IAsyncLifetime
{
    const int Max = 5;

    readonly Account _ada = new("Ada");
    TestNode _node = null!;
    string _model = "";

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync(configure: options =>
            Settings.All.Single(setting => setting.Key == "pageSizeMax").Apply(options, ["5"])
        );
        var composite = await _node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        _model = composite.FindByAlias("Post")!.Value.ToString();
        using var session = _ada.NewSession(_node.Clock);
        var ada = _node.With(session);
        await ada.CommentAsync(await ada.PostAsync("a post"), "a comment");
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _node.DisposeAsync();
    }

    public static TheoryData<string> Pages =>
        [
            "query ($n: Int) { postIndex(first: $n) { edges { node { title } } } }",
            "query ($n: Int) { postIndex(last: $n) { edges { node { title } } } }",
            "query ($n: Int) { postIndex(first: 1) { edges { node { comments(first: $n) { edges { cursor } } } } } }",
            "query ($n: Int) { postIndex(first: 1) { edges { node { author { postList(last: $n) { edges { cursor } } } } } } }",
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_may_be_as_large_as_is_set_and_no_larger(string query)
    {
        _ = (await _node.Anonymous.AskAsync(query, new { n = Max })).Data;
        foreach (var n in (int[])[Max + 1, 1000, 1001, 100_000, int.MaxValue])
        {
            var answer = await _node.Anonymous.AskAsync(query, new { n });

            Assert.Equal("LIMIT_EXCEEDED", answer.Code);
            Assert.Equal(
                $"Invalid input in collection request: Requested too many entries: {n}. Maximum is 5",
                answer.Message
            );
        }
    }

    [Fact]
    public async Task A_subscription_to_a_larger_page_is_not_opened()
    {
        const string Query =
            "subscription ($n: Int) { postIndexChanged(first: $n) { connection { edges { node { title } } } } }";
        await using var taken = await Listener.ToAsync(_node, Query, new { n = Max });
        await using var refused = await Listener.ToAsync(_node, Query, new { n = Max + 1 });

        Assert.Single((await taken.NextAsync("postIndexChanged")).Items("connection.edges"));
        Assert.Equal("LIMIT_EXCEEDED", (await refused.NextAsync()).Text("errors.0.extensions.code"));
        await refused.EndAsync();
    }

    [Theory]
    [InlineData(Max)]
    [InlineData(Max + 1)]
    [InlineData(int.MaxValue)]
    public async Task What_is_refused_for_its_size_is_not_estimated_to_cost_more_than_what_is_allowed(int first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(
                new { query = $$"""{ postIndex(first: {{first}}) { edges { node { title } } } }""" }
            ),
        };
        request.Headers.Add("GraphQL-Cost", "validate");
        using var answer = await _node.Http.SendAsync(request);

        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(Max, body.Number("extensions.operationCost.typeCost"));
    }

    [Fact]
    public async Task The_node_API_keeps_its_own_limit()
    {
        var most = await _node.Api.PostAsync("collection", new { model = _model, first = 1000 });
        var more = await _node.Api.PostAsync("collection", new { model = _model, first = 1001 });

        Assert.Single(most.Ok.Items("edges"));
        Assert.Contains("Maximum is 1000", more.Body.GetRawText());
    }

    [Fact]
    public async Task Where_nothing_is_set_a_thousand_is_the_most()
    {
        await using var node = await TestNode.StartAsync();
        await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        const string Query = "query ($n: Int) { postIndex(first: $n) { edges { node { title } } } }";

        _ = (await node.Anonymous.AskAsync(Query, new { n = 1000 })).Data;
        foreach (var n in (int[])[1001, int.MaxValue])
        {
            var answer = await node.Anonymous.AskAsync(Query, new { n });

            Assert.Equal("LIMIT_EXCEEDED", answer.Code);
            Assert.EndsWith("Maximum is 1000", answer.Message);
        }
    }
}
