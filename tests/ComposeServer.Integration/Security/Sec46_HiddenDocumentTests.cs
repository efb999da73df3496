using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Integration.Subscriptions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>
/// Attack 46: what a caller may not see, found out by filters, sorts, counts, relations or errors (CVE-2026-54698, CVE-2022-46792). This server
/// has no rules for rows yet; what it has are documents that their authors hide (<c>shouldIndex: false</c>). Two databases that differ in nothing
/// else answer alike.
/// </summary>
/// <remarks>
/// Cursors and positions are left out of the comparison: they number documents and events of one database, hidden ones too, so that they tell how
/// many there are. The documents themselves are public to whoever has their id.
/// </remarks>
public sealed partial class Sec46_HiddenDocumentTests : IAsyncLifetime
{
    const string Filter = "filters: { where: { importance: { greaterThanOrEqualTo: 3 } } }";

    static readonly string[] Questions =
    [
        "{ postIndex(first: 100) { edges { node { id title importance } } pageInfo { hasNextPage hasPreviousPage } } }",
        "{ postIndex(last: 2) { edges { node { title } } pageInfo { hasNextPage hasPreviousPage } } }",
        "{ postIndex(first: 3, sorting: { importance: ASC }) { edges { node { title } } pageInfo { hasNextPage } } }",
        "{ postIndex(first: 3, sorting: { importance: DESC }) { edges { node { title } } pageInfo { hasNextPage } } }",
        "{ postIndex(first: 9, " + Filter + ") { edges { node { title } } pageInfo { hasNextPage } } }",
        "{ postIndex(first: 9, filters: { not: { where: { importance: { lessThan: 5 } } } }) { edges { node { title } } } }",
        "{ postIndex(first: 9, filters: { where: { publishedAt: { equalTo: \"2026-12-24T00:00:00Z\" } } }) { edges { node { title } } } }",
        "{ postCount a: postCount(" + Filter + ") b: postCount(filters: { where: { importance: { isNull: true } } }) }",
        "{ postIndex(first: 9) { edges { node { commentsCount likesCount comments(first: 9) { edges { node { text author { id } } } pageInfo { hasNextPage } } } } } }",
        "{ commentIndex(first: 9) { edges { node { text post { title } } } } commentCount }",
        "{ node(id: \"$account\") { ... on CeramicAccount { postListCount postList(first: 9) { edges { node { title } } } commentListCount } } }",
        "{ postIndex(first: 1001) { edges { cursor } } }",
        "{ postIndex(first: 1, after: \"e30\") { edges { cursor } } }",
        "{ postIndex(first: 1, account: \"nobody\") { edges { cursor } } }",
    ];

    TestNode _plain = null!;
    TestNode _full = null!;
    StreamId _post;
    StreamId _comment;
    EventAuthor _author = null!;
    Identity.Jose.Ed25519Signer _key = null!;

    public async ValueTask InitializeAsync()
    {
        _key = Seeds.Key("author");
        _author = new EventAuthor(_key);
        _plain = await TestNode.StartAsync(configure: options => options with { Explain = "loopback" });
        _full = await TestNode.StartAsync(configure: options => options with { Explain = "loopback" });
        foreach (var node in (TestNode[])[_plain, _full])
        {
            var composite = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
            (_post, _comment) = (composite.FindByAlias("Post")!.Value, composite.FindByAlias("Comment")!.Value);
        }

        for (var i = 0; i < 6; i++)
        {
            await HideAsync(_post, Post($"hidden {i}", i, "2026-12-24T00:00:00Z"));
            var post = await ShowAsync(_post, Post($"shown {i}", i, "2026-12-01T00:00:00Z"));
            await HideAsync(_comment, Comment(post, "hidden"));
            await ShowAsync(_comment, Comment(post, "shown"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _full.DisposeAsync();
        await _plain.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Every_question_is_answered_with_the_same_bytes()
    {
        foreach (var question in Questions)
            await AssertSameAsync(question);
    }

    [Theory]
    [InlineData("first", "after", "endCursor", "hasNextPage", "")]
    [InlineData("last", "before", "startCursor", "hasPreviousPage", "")]
    [InlineData("first", "after", "endCursor", "hasNextPage", ", sorting: { importance: DESC }")]
    [InlineData("first", "after", "endCursor", "hasNextPage", ", " + Filter)]
    public async Task A_walk_meets_the_same_documents_page_by_page(
        string size,
        string from,
        string edge,
        string more,
        string rest
    )
    {
        var walks = new List<IReadOnlyList<string>>();
        foreach (var node in (TestNode[])[_plain, _full])
        {
            var pages = new List<string>();
            string? cursor = null;
            do
            {
                var page = (
                    await node.Anonymous.AskAsync(
                        $"query ($from: String) {{ postIndex({size}: 2, {from}: $from{rest}) {{ edges {{ node {{ title }} }} pageInfo {{ {edge} {more} }} }} }}",
                        new { from = cursor }
                    )
                ).Data.At("postIndex");
                pages.Add(page.At("edges").GetRawText());
                cursor = page.Flag($"pageInfo.{more}") ? page.Text($"pageInfo.{edge}") : null;
            } while (cursor is not null);
            walks.Add(pages);
        }

        Assert.Equal(walks[0], walks[1]);
        Assert.DoesNotContain("hidden", string.Concat(walks[1]));
    }

    [Fact]
    public async Task The_statements_are_the_same_with_as_many_rows()
    {
        foreach (var question in Questions[..10])
        {
            var (plain, full) = (await ExplainAsync(_plain, question), await ExplainAsync(_full, question));

            Assert.Equal(plain, full);
        }
    }

    [Fact]
    public async Task Who_listens_is_told_the_same()
    {
        const string Listen = "subscription { postChanged(" + Filter + ") { kind id node { title commentsCount } } }";
        await using var plain = await Listener.ToAsync(_plain, Listen);
        await using var full = await Listener.ToAsync(_full, Listen);
        await using var broken = await Listener.ToAsync(_full, "subscription { postChanged(account: \"x\") { id } }");
        await using var brokenPlain = await Listener.ToAsync(
            _plain,
            "subscription { postChanged(account: \"x\") { id } }"
        );

        await HideAsync(_post, Post("hidden while somebody listens", 5, "2026-12-24T00:00:00Z"));
        await ShowAsync(_post, Post("shown while somebody listens", 5, "2026-12-01T00:00:00Z"));

        Assert.Equal((await plain.NextAsync()).GetRawText(), (await full.NextAsync()).GetRawText());
        Assert.False(full.HasMore);
        Assert.Equal((await brokenPlain.NextAsync()).GetRawText(), (await broken.NextAsync()).GetRawText());
    }

    [Fact]
    public async Task The_node_API_answers_the_same()
    {
        var filter = new { where = new { importance = new { greaterThanOrEqualTo = 3 } } };
        var page = new
        {
            models = new[] { _post.ToString() },
            first = 100,
            queryFilters = filter,
        };
        var count = new { models = new[] { _post.ToString() }, queryFilters = filter };

        var pages = await Task.WhenAll(
            _plain.Api.PostAsync("collection", page),
            _full.Api.PostAsync("collection", page)
        );
        var counts = await Task.WhenAll(
            _plain.Api.PostAsync("collection/count", count),
            _full.Api.PostAsync("collection/count", count)
        );

        Assert.Equal(counts[0].Ok.GetRawText(), counts[1].Ok.GetRawText());
        Assert.Equal(
            pages[0].Ok.Items("edges").Select(edge => edge.At("node.content").GetRawText()),
            pages[1].Ok.Items("edges").Select(edge => edge.At("node.content").GetRawText())
        );
    }

    async Task AssertSameAsync(string question)
    {
        var text = question.Replace("$account", _author.Did.Text, StringComparison.Ordinal);
        var plain = (await _plain.Anonymous.AskAsync(text)).Body.GetRawText();
        var full = (await _full.Anonymous.AskAsync(text)).Body.GetRawText();

        Assert.Equal(plain, full);
        Assert.DoesNotContain("hidden", full);
    }

    async Task<IEnumerable<string>> ExplainAsync(TestNode node, string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(
                new { query = question.Replace("$account", _author.Did.Text, StringComparison.Ordinal) }
            ),
        };
        request.Headers.Add("GraphQL-Explain", "plan");
        using var answer = await node.Http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .Items("extensions.explain.statements")
            .Select(ran => $"{ran.Text("field")} {ran.Number("rows")} {Table.Replace(ran.Text("sql")!, "doc_N")}")
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Writes the same event to both servers.</summary>
    async Task<string> ShowAsync(StreamId model, object content)
    {
        var init = _author.Create(model, content);
        _ = (await _plain.Api.CreateAsync(StreamType.Document, init)).Ok;
        return (await _full.Api.CreateAsync(StreamType.Document, init)).Ok.Text("streamId")!;
    }

    /// <summary>Writes a document to one server that was never to be found.</summary>
    async Task HideAsync(StreamId model, object content)
    {
        var value = PlainJson.FromDocument(JsonSerializer.SerializeToElement(content));
        var shown = DocumentEvents.ListInit(model, _author.Did, value, Random.Shared.NextBytes);
        var payload = (IpldMap)DagCborDecoder.ReadStrict(shown.Bytes).Value!;
        var header = ((IpldMap)payload["header"]).With("shouldIndex", false);
        var init = _author.Sign(DagCborEncoder.ToBlock(payload.With("header", header)));
        _ = (await _full.Api.CreateAsync(StreamType.Document, init)).Ok;
    }

    static object Post(string title, int importance, string publishedAt) =>
        new
        {
            title,
            importance,
            publishedAt,
            audience = "EVERYONE",
        };

    static object Comment(string postID, string text) =>
        new
        {
            postID,
            text,
            writtenAt = "2026-12-02T10:00:00Z",
        };

    /// <summary>Tables are numbered in the order in which their models came.</summary>
    [GeneratedRegex(@"doc_\d+", RegexOptions.None, 1_000)]
    private static partial Regex Table { get; }
}
