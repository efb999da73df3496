using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary><c>@live</c>: a query is answered again when what it read has changed, and only then.</summary>
public sealed class LiveQueryTests : IAsyncLifetime
{
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(600);

    readonly SocialNode _social = new();

    GraphQLCaller Ada => _social.As(_social.Ada);

    GraphQLCaller Bob => _social.As(_social.Bob);

    public ValueTask InitializeAsync() => _social.InitializeAsync();

    public ValueTask DisposeAsync() => _social.DisposeAsync();

    [Fact]
    public async Task A_page_is_answered_again_with_each_new_document()
    {
        await using var listener = await Listener.ToAsync(
            _social.Node,
            "query @live { postIndex(last: 2) { edges { node { title } } } postCount }"
        );
        Assert.Empty(await TitlesAsync(listener));

        await Ada.PostAsync("one");
        Assert.Equal(["one"], await TitlesAsync(listener));
        await Bob.PostAsync("two");
        Assert.Equal(["one", "two"], await TitlesAsync(listener));
        await Bob.PostAsync("three");
        Assert.Equal(["two", "three"], await TitlesAsync(listener));
    }

    [Fact]
    public async Task A_document_by_id_is_answered_again_when_it_changes()
    {
        var id = await Ada.PostAsync("first");
        await using var listener = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on Post { title } } }",
            new { id }
        );
        Assert.Equal("first", (await listener.NextAsync("node")).Text("title"));

        _ = (await Ada.AskAsync(SocialWrites.UpdatePost, Update(id, "second"))).Data;

        Assert.Equal("second", (await listener.NextAsync("node")).Text("title"));
    }

    [Fact]
    public async Task A_count_and_a_relation_follow_documents_that_point_to_another_one()
    {
        var id = await Ada.PostAsync("talked about");
        await using var listener = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on Post { comments(last: 1) { edges { node { text } } } commentCount: commentsCount } } }",
            new { id }
        );
        Assert.Equal(0, (await listener.NextAsync("node")).Number("commentCount"));

        await Bob.CommentAsync(id, "well said");

        var node = await listener.NextAsync("node");
        Assert.Equal((1L, "well said"), (node.Number("commentCount"), node.Text("comments.edges.0.node.text")));
    }

    [Fact]
    public async Task A_document_that_is_not_here_yet_is_answered_when_it_comes()
    {
        await using var listener = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on CeramicAccount { profile { name } } } }",
            new { id = _social.Ada.Did.Text }
        );
        Assert.Equal(JsonValueKind.Null, (await listener.NextAsync("node")).At("profile").ValueKind);

        _ = (await Ada.AskAsync(SocialWrites.SetProfile, new { content = new { name = "Ada" } })).Data;

        Assert.Equal("Ada", (await listener.NextAsync("node")).Text("profile.name"));
    }

    [Fact]
    public async Task Writes_to_anything_else_cause_no_statement()
    {
        var mine = await Ada.PostAsync("mine");
        var byId = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on Post { title } } }",
            new { id = mine }
        );
        var byAccount = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on CeramicAccount { postList(first: 10) { edges { node { title } } } postListCount } } }",
            new { id = _social.Ada.Did.Text }
        );
        var byFilter = await Listener.ToAsync(
            _social.Node,
            "query @live { postCount(filters: { where: { importance: { greaterThan: 3 } } }) }"
        );
        var byRelation = await Listener.ToAsync(
            _social.Node,
            "query($id: ID!) @live { node(id: $id) { ... on Post { commentsCount } } }",
            new { id = mine }
        );
        Listener[] all = [byId, byAccount, byFilter, byRelation];
        foreach (var listener in all)
            await listener.NextAsync();
        var other = await Bob.PostAsync("other");
        await Task.Delay(Quiet);

        int alone;
        using (var statements = new StatementCount(_social.Node.Database.Name))
        {
            await Bob.CommentAsync(other, "elsewhere");
            await Task.Delay(Quiet);
            alone = statements.Count;
        }

        Assert.DoesNotContain(all, listener => listener.HasMore);
        foreach (var listener in all)
            await listener.DisposeAsync();
        using var without = new StatementCount(_social.Node.Database.Name);
        await Bob.CommentAsync(other, "nobody listens");
        await Task.Delay(Quiet);
        // One statement for the document of the event, which tells that it concerns nobody; none for any query.
        Assert.InRange(alone, without.Count, without.Count + 1);
    }

    [Fact]
    public async Task A_thousand_equal_live_queries_share_one_execution()
    {
        const string Query = "query @live { postIndex(last: 1) { edges { node { title author { id } } } } }";
        var listeners = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(_ => Listener.ToAsync(_social.Node, Query))
        );
        foreach (var listener in listeners)
            await listener.NextAsync();
        using var statements = new StatementCount(_social.Node.Database.Name);

        await Ada.PostAsync("to all");
        foreach (var listener in listeners)
            Assert.Equal("to all", (await listener.NextAsync("postIndex")).Text("edges.0.node.title"));

        Assert.InRange(statements.Count, 2, 20);
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    [Fact]
    public async Task Answers_are_no_closer_than_the_throttle_and_the_last_one_is_of_the_end()
    {
        await using var listener = await Listener.ToAsync(_social.Node, "query @live(throttle: 700) { postCount }");
        Assert.Equal(0, (await listener.NextAsync("")).Number("postCount"));
        var start = TimeProvider.System.GetTimestamp();
        const int Posts = 40;
        for (var i = 0; i < Posts; i++)
            await Ada.PostAsync($"post {i}");

        var answers = 0;
        while ((await listener.NextAsync("")).Number("postCount") < Posts)
            answers++;

        var most = (TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / 700) + 1;
        Assert.InRange(answers, 0, most);
    }

    [Fact]
    public async Task A_caller_who_takes_one_answer_gets_the_first()
    {
        await Ada.PostAsync("there");

        var answer = await _social.Node.With(_social.SessionOf(_social.Ada)).AskAsync("query @live { postCount }");

        Assert.Equal(1, answer.Data.Number("postCount"));
    }

    [Fact]
    public async Task A_query_that_is_not_live_after_all_is_answered_once()
    {
        await using var listener = await Listener.ToAsync(
            _social.Node,
            "query($live: Boolean!) @live(if: $live) { postCount }",
            new { live = false }
        );

        Assert.Equal(0, (await listener.NextAsync("")).Number("postCount"));
        await listener.EndAsync();
    }

    [Theory]
    [InlineData("mutation @live { createPost(input: { content: {} }) { document { id } } }")]
    [InlineData("query @live(throttle: \"soon\") { postCount }")]
    [InlineData("query @live @live { postCount }")]
    public async Task What_is_wrong_with_it_is_said_once(string query)
    {
        await using var listener = await Listener.ToAsync(_social.Node, query);

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await listener.NextAsync()).Text("errors.0.extensions.code"));
        await listener.EndAsync();
    }

    static async Task<List<string?>> TitlesAsync(Listener listener) =>
        [.. (await listener.NextAsync("postIndex")).Items("edges").Select(edge => edge.Text("node.title"))];

    static object Update(string id, string title) => new { input = new { id, content = new { title } } };
}
