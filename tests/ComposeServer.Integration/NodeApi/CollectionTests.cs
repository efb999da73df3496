using System.Globalization;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>The index under <c>/api/v0</c>: <c>collection</c> and <c>collection/count</c>.</summary>
public class CollectionTests(CollectionTests.Posts posts) : IClassFixture<CollectionTests.Posts>
{
    Testing.Nodes.NodeApi Api => posts.Social.Node.Api;

    string Model => posts.Social.Model("Post").ToString();

    [Fact]
    public async Task A_collection_is_walked_forward()
    {
        var met = new List<string>();
        object body = new { models = new[] { Model }, first = 2 };
        while (true)
        {
            var page = (await Api.PostAsync("collection", body)).Ok;
            met.AddRange(page.Items("edges").Select(edge => edge.Text("node.content.title")!));
            Assert.False(page.Flag("pageInfo.hasPreviousPage"));
            if (!page.Flag("pageInfo.hasNextPage"))
                break;
            body = new
            {
                models = new[] { Model },
                first = 2,
                after = page.Text("pageInfo.endCursor"),
            };
        }

        Assert.Equal(["a", "b", "c", "d", "e"], met);
    }

    [Fact]
    public async Task The_last_of_a_collection_come_in_order_of_writing()
    {
        var page = (await Api.PostAsync("collection", new { model = Model, last = 2 })).Ok;
        var earlier = (
            await Api.PostAsync(
                "collection",
                new
                {
                    model = Model,
                    last = 2,
                    before = page.Text("pageInfo.startCursor"),
                }
            )
        ).Ok;

        Assert.Equal(["d", "e"], page.Items("edges").Select(edge => edge.Text("node.content.title")));
        Assert.Equal(["b", "c"], earlier.Items("edges").Select(edge => edge.Text("node.content.title")));
        Assert.True(earlier.Flag("pageInfo.hasPreviousPage"));
    }

    [Fact]
    public async Task A_node_of_a_collection_is_the_state_of_its_stream()
    {
        var page = (await Api.PostAsync("collection", new { models = new[] { Model }, first = 1 })).Ok;

        var node = page.At("edges.0.node");
        Assert.True(Ipld.Cid.TryParse(node.Text("log.0.cid"), out var init));
        var state = (await Api.GetAsync($"streams/{new StreamId(StreamType.Document, init)}")).Ok.At("state");
        JsonAssert.Equal(state, node);
    }

    [Theory]
    [InlineData("""{"where":{"importance":{"equalTo":2}}}""", "c")]
    [InlineData("""{"not":{"where":{"importance":{"lessThan":2}}}}""", "cde")]
    [InlineData("""{"where":{"title":{"in":["a","e","'"]}}}""", "ae")]
    public async Task A_collection_is_filtered_and_counted(string filter, string found)
    {
        var queryFilters = System.Text.Json.JsonElement.Parse(filter);
        var models = new[] { Model };

        var page = (
            await Api.PostAsync(
                "collection",
                new
                {
                    models,
                    first = 10,
                    queryFilters,
                }
            )
        ).Ok;
        var count = (await Api.PostAsync("collection/count", new { models, queryFilters })).Ok;

        Assert.Equal(found, string.Concat(page.Items("edges").Select(edge => edge.Text("node.content.title"))));
        Assert.Equal(found.Length, count.Number("count"));
    }

    [Fact]
    public async Task A_collection_is_sorted_by_numbers_as_numbers()
    {
        var page = await Api.PostAsync(
            "collection",
            new
            {
                models = new[] { Model },
                first = 10,
                sorting = new { importance = "DESC" },
            }
        );

        Assert.Equal(["e", "d", "c", "b", "a"], page.Ok.Items("edges").Select(edge => edge.Text("node.content.title")));
    }

    [Fact]
    public async Task A_collection_of_one_account_holds_what_it_wrote()
    {
        var models = new[] { Model };

        var ada = await Api.PostAsync("collection/count", new { models, account = posts.Social.Ada.Did.Text });
        var bob = await Api.PostAsync("collection/count", new { models, account = posts.Social.Bob.Did.Text });

        Assert.Equal(5, ada.Ok.Number("count"));
        Assert.Equal(0, bob.Ok.Number("count"));
    }

    [Theory]
    [InlineData("""{"first":1}""", "BAD_USER_INPUT", "Missing \"models\" values to execute query")]
    [InlineData(
        """{"models":["MODEL"]}""",
        "INVALID_PAGING",
        "either \"first\" or \"last\" should be positive integers"
    )]
    [InlineData("""{"models":["MODEL"],"first":0}""", "INVALID_PAGING", "should be positive integers")]
    [InlineData(
        """{"models":["MODEL"],"first":1001}""",
        "INVALID_PAGING",
        "Requested too many entries: 1001. Maximum is 1000"
    )]
    [InlineData("""{"models":["MODEL"],"first":1,"after":"?"}""", "INVALID_CURSOR", "after")]
    [InlineData(
        """{"models":["kjzl6hvfrbw6c5ajfmes842lu09vjxu5956e3xq0xk12gp2jcf9s90cagt2god9"],"first":1}""",
        "MODEL_NOT_INDEXED",
        "is not indexed on this node"
    )]
    [InlineData(
        """{"models":["MODEL"],"first":1,"queryFilters":{"where":{"nope":{"equalTo":1}}}}""",
        "INVALID_FILTER",
        "nope"
    )]
    [InlineData("""{"models":["MODEL"],"first":1,"sorting":{"nope":"ASC"}}""", "INVALID_SORTING", "nope")]
    public async Task A_request_that_makes_no_sense_is_refused(string body, string code, string says)
    {
        var reply = await Api.PostAsync(
            "collection",
            System.Text.Json.JsonElement.Parse(body.Replace("MODEL", Model, StringComparison.Ordinal))
        );

        Assert.Equal(code, reply.Code);
        Assert.Contains(says, reply.Error, StringComparison.Ordinal);
    }

    /// <summary>Five posts: a to e, of importance 0 to 4.</summary>
    public sealed class Posts : IAsyncLifetime
    {
        internal SocialNode Social { get; } = new();

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(Social.Ada);
            for (var i = 0; i < 5; i++)
            {
                var content = SocialWrites.Post(((char)('a' + i)).ToString(CultureInfo.InvariantCulture));
                content["importance"] = i;
                await ada.PostAsync(content);
            }
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
