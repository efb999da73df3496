using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Operations;

/// <summary>The header <c>GraphQL-Explain</c>.</summary>
public sealed class ExplainTests : IAsyncLifetime
{
    /// <summary>A value that the index compares with.</summary>
    const string Secret = "2026-12-24T18:30:15Z";
    const string Query = """
        query ($at: String) {
          postIndex(first: 3, filters: { where: { publishedAt: { equalTo: $at } } }) {
            edges { node { publishedAt comments(first: 2) { edges { node { text } } } } }
          }
          postCount
        }
        """;

    TestNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync(configure: options => options with { Explain = "loopback" });
        await _node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        using var ada = new Account("Ada");
        using var session = ada.NewSession(TimeProvider.System);
        var author = _node.With(session);
        await author.CommentAsync(await author.PostAsync(Post()), "a comment");
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task The_statements_that_ran_are_told_with_the_field_that_asked_and_without_values()
    {
        var answer = await AskAsync("plan");

        var statements = answer.Items("extensions.explain.statements");
        Assert.Equal(
            ["Query.postCount CountSql level 1", "Query.postIndex TreeSql tree 1"],
            statements
                .Select(ran => $"{ran.Text("field")} {ran.Text("statement")} {ran.Text("runner")} {ran.Number("rows")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, answer.Number("extensions.explain.count"));
        Assert.All(statements, ran => Assert.Contains("select", ran.Text("sql"), StringComparison.Ordinal));
        Assert.All(statements, ran => Assert.True(ran.At("durationMs").GetDouble() >= 0));
        Assert.Contains(
            "text",
            statements.Single(IsPage("Query.postIndex")).Items("parameters").Select(type => type.GetString())
        );
        Assert.DoesNotContain(statements, ran => ran.TryGetProperty("plan", out _));
        Assert.DoesNotContain(Secret, answer.At("extensions").GetRawText());
        Assert.Equal(Secret, answer.Text("data.postIndex.edges.0.node.publishedAt"));
    }

    [Fact]
    public async Task With_analyze_Postgres_tells_how_it_carried_them_out_without_values_too()
    {
        var answer = await AskAsync("analyze");

        var page = answer.Items("extensions.explain.statements").Single(IsPage("Query.postIndex"));
        Assert.Equal(JsonValueKind.Number, page.At("plan.0.Plan.Actual Rows").ValueKind);
        Assert.True(page.At("plan.0.Execution Time").GetDouble() > 0);
        Assert.DoesNotContain(Secret, answer.At("extensions").GetRawText());
    }

    [Fact]
    public async Task A_write_tells_the_reads_that_came_before_it()
    {
        using var bob = new Account("Bob");
        using var session = bob.NewSession(TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = SocialWrites.CreatePost, variables = new { content = Post() } }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "DIDSession " + session.Serialize());
        request.Headers.Add("GraphQL-Explain", "analyze");

        using var response = await _node.Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.NotNull(answer.Text("data.createPost.document.id"));
        Assert.Equal(JsonValueKind.Array, answer.At("extensions.explain.statements").ValueKind);
        Assert.DoesNotContain(Secret, answer.At("extensions").GetRawText());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("everything", null)]
    [InlineData("plan", "192.0.2.1")]
    public async Task Without_the_header_or_from_elsewhere_nothing_is_told(string? asked, string? forwardedFor)
    {
        var answer = await AskAsync(asked, forwardedFor);

        Assert.False(answer.TryGetProperty("extensions", out _));
    }

    static Dictionary<string, object?> Post()
    {
        var post = SocialWrites.Post("explained");
        post["publishedAt"] = Secret;
        return post;
    }

    static Func<JsonElement, bool> IsPage(string field) =>
        ran => ran.Text("field") == field && ran.Text("statement") == "TreeSql";

    async Task<JsonElement> AskAsync(string? asked, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Query, variables = new { at = Secret } }),
        };
        if (asked is not null)
            request.Headers.Add("GraphQL-Explain", asked);
        if (forwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var response = await _node.Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
