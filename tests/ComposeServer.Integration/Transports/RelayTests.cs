using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.JavaScript;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Transports;

/// <summary>The Relay compiler and runtime, unmodified: an app is compiled against the schema that a server tells, and runs on persisted operations.</summary>
public sealed class RelayTests(GraphQLPackages packages) : IClassFixture<GraphQLPackages>
{
    [Fact]
    public async Task A_Relay_app_is_compiled_against_the_served_schema_and_runs_by_the_ids_of_its_operations()
    {
        using var ada = new Account("Ada");
        using var folder = new TemporaryFolder();
        await using var node = await TestNode.StartAsync();
        _ = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        using var session = ada.NewSession(node.Clock);
        await WriteAsync(node.With(session));

        var compiled = (await packages.RunAsync("relay.mjs", UrlOf(node), folder.FullName))["compiled"];
        await using var trusting = await StartAsync(node, folder);
        var app = await packages.RunAsync("relay-app.mjs", UrlOf(trusting), folder.FullName, session.Serialize());

        Assert.Equal(Operations.Concat(Fragments).Order(), Texts(compiled, "artifacts").Order());
        Assert.Equal(Operations.Length, compiled.At("documents").EnumerateObject().Count());
        AssertPages(app);
        var mutation = app["mutation"];
        Assert.Equal("By Relay", mutation.Text("title"));
        Assert.Equal(["one", "two", "three", "By Relay"], Texts(mutation, "titles"));
        Assert.Equal(
            ("CREATED", mutation.Text("id"), true),
            (app["subscription"].Text("kind"), app["subscription"].Text("id"), app["subscription"].Flag("isViewer"))
        );
        Assert.Equal(Operations.Order(), Texts(app["sent"], "names").Order());
        await AssertNamedAsync(trusting, compiled.At("documents"));
    }

    static readonly string[] Operations =
    [
        "AppQuery",
        "PostListPaginationQuery",
        "CommentListPaginationQuery",
        "WallPaginationQuery",
        "CreatePostMutation",
        "PostChangesSubscription",
    ];

    static readonly string[] Fragments = ["CommentList_post", "PostItem_post", "PostList_query", "Wall_account"];

    static IEnumerable<string?> Texts(JsonElement step, string path) =>
        step.Items(path).Select(item => item.GetString());

    static string UrlOf(TestNode node) => new Uri(node.Address, "/graphql").ToString();

    /// <summary>A server over the same database that knows the compiler's list and executes nothing else.</summary>
    static Task<TestNode> StartAsync(TestNode node, TemporaryFolder folder) =>
        node.StartAnotherAsync(options =>
            options with
            {
                TrustedDocuments = Path.Combine(folder.FullName, "persisted.json"),
                TrustedDocumentsOnly = true,
            }
        );

    static async Task WriteAsync(GraphQLCaller author)
    {
        string? first = null;
        foreach (var title in (string[])["one", "two", "three"])
        {
            var content = SocialWrites.Post(title);
            content["importance"] = 5;
            var id = await author.PostAsync(content);
            first ??= id;
        }

        foreach (var text in (string[])["a", "b", "c"])
            _ = await author.CommentAsync(first!, text);
        _ = await author.PostAsync("of no importance");
    }

    static void AssertPages(Steps app)
    {
        Assert.Equal(["one", "two"], Texts(app["first page"], "titles"));
        Assert.True(app["first page"].Flag("hasNextPage"));
        Assert.Equal(["one", "two", "three"], Texts(app["both pages"], "titles"));
        Assert.False(app["both pages"].Flag("hasNextPage"));
        Assert.Equal(["a"], Texts(app["comments"], "before"));
        Assert.Equal(["a", "b", "c"], Texts(app["comments"], "texts"));
        Assert.Equal(3, app["comments"].Number("count"));
        Assert.Equal(["two", "three", "of no importance"], Texts(app["wall"], "newest"));
        Assert.Equal(["one", "two", "three", "of no importance"], Texts(app["wall"], "titles"));
    }

    /// <summary>By its id alone, without Relay, by POST and by GET; what is not on the list is refused.</summary>
    static async Task AssertNamedAsync(TestNode node, JsonElement documents)
    {
        var query = documents
            .EnumerateObject()
            .Single(entry => entry.Value.GetString()!.StartsWith("query AppQuery", StringComparison.Ordinal));
        using var answer = await node.Http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative),
            new { documentId = query.Name }
        );
        using var got = await node.Http.GetAsync($"/graphql?documentId={query.Name}");
        var other = await node.Anonymous.AskAsync("{ __typename }");

        var posts = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).Items("data.postIndex.edges");
        Assert.Equal(["one", "two"], posts.Select(edge => edge.Text("node.title")));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Contains("\"title\":\"one\"", await got.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("PERSISTED_ONLY", other.Code);
    }
}
