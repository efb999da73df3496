using System.Net;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>The metamodel in <c>collection</c> names the models themselves: the old command line lists them so.</summary>
public class ModelCollectionTests(SocialNode social) : IClassFixture<SocialNode>
{
    static readonly string Metamodel = StreamId.Metamodel.ToString();

    Testing.Nodes.NodeApi Api => social.Node.Api;

    [Fact]
    public async Task Models_are_walked_forward_and_back_in_one_order()
    {
        var forward = await WalkAsync("first", "after", "endCursor", "hasNextPage");
        var back = await WalkAsync("last", "before", "startCursor", "hasPreviousPage");

        Assert.Equal(["Comment", "Follow", "Like", "Post", "Profile"], forward.Order(StringComparer.Ordinal));
        Assert.Equal(forward.Order(StringComparer.Ordinal), back.Order(StringComparer.Ordinal));
        var whole = (await Api.PostAsync("collection", new { model = Metamodel, first = 100 })).Ok;
        Assert.Equal(forward, NamesIn(whole));
        Assert.False(whole.Flag("pageInfo.hasNextPage"));
    }

    [Fact]
    public async Task A_model_in_the_collection_is_the_state_of_its_stream()
    {
        var page = (await Api.PostAsync("collection", new { models = new[] { Metamodel }, first = 1 })).Ok;

        var node = page.At("edges.0.node");
        Assert.True(Cid.TryParse(node.Text("log.0.cid"), out var init));
        JsonAssert.Equal((await Api.GetAsync($"streams/{new StreamId(StreamType.Model, init)}")).Ok.At("state"), node);
    }

    [Fact]
    public async Task Models_are_counted_and_narrowed_to_who_made_them()
    {
        using var admin = Seeds.Key("admin");

        Assert.Equal(5, await CountAsync(null));
        Assert.Equal(5, await CountAsync(admin.Did.Text));
        Assert.Equal(0, await CountAsync(social.Ada.Did.Text));

        async Task<long> CountAsync(string? account) =>
            (await Api.PostAsync("collection/count", new { models = new[] { Metamodel }, account })).Ok.Number("count");
    }

    [Fact]
    public async Task A_cursor_of_documents_is_refused_among_models_and_the_other_way_round()
    {
        await social.As(social.Ada).PostAsync("one");
        var post = social.Model("Post").ToString();
        var ofPost = (await Api.PostAsync("collection", new { model = post, first = 1 })).Ok.Text("edges.0.cursor");
        var ofModel = (await Api.PostAsync("collection", new { model = Metamodel, first = 1 })).Ok.Text(
            "edges.0.cursor"
        );

        var models = await Api.PostAsync(
            "collection",
            new
            {
                model = Metamodel,
                first = 1,
                after = ofPost,
            }
        );
        var posts = await Api.PostAsync(
            "collection",
            new
            {
                model = post,
                first = 1,
                after = ofModel,
            }
        );

        Assert.Equal((HttpStatusCode.InternalServerError, "INVALID_CURSOR"), (models.Status, models.Code));
        Assert.Equal((HttpStatusCode.InternalServerError, "INVALID_CURSOR"), (posts.Status, posts.Code));
    }

    [Fact]
    public async Task Models_are_neither_filtered_nor_sorted()
    {
        var filtered = await Api.PostAsync(
            "collection",
            new
            {
                model = Metamodel,
                first = 1,
                queryFilters = new { where = new { name = new { equalTo = "Post" } } },
            }
        );
        var sorted = await Api.PostAsync(
            "collection",
            new
            {
                model = Metamodel,
                first = 1,
                sorting = new { name = "ASC" },
            }
        );
        var mixed = await Api.PostAsync("collection", new { models = new[] { Metamodel, Metamodel }, first = 1 });

        Assert.Equal("INVALID_FILTER", filtered.Code);
        Assert.Equal("INVALID_FILTER", sorted.Code);
        Assert.Equal("MODEL_NOT_INDEXED", mixed.Code);
    }

    async Task<List<string>> WalkAsync(string size, string from, string cursor, string more)
    {
        var names = new List<string>();
        var body = new Dictionary<string, object?> { ["model"] = Metamodel, [size] = 2 };
        while (true)
        {
            var page = (await Api.PostAsync("collection", body)).Ok;
            names.AddRange(NamesIn(page));
            if (!page.Flag($"pageInfo.{more}"))
                return names;
            body[from] = page.Text($"pageInfo.{cursor}");
        }
    }

    static IEnumerable<string> NamesIn(System.Text.Json.JsonElement page) =>
        page.Items("edges").Select(edge => edge.Text("node.content.name")!);
}
