using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Reading;

/// <summary>Cursors that a JS node gave out, on Postgres or SQLite, continue at their document (composedb.md 9.5).</summary>
public class OldCursorTests(OldCursorTests.Posts posts) : IClassFixture<OldCursorTests.Posts>
{
    static readonly string[] Titles = ["a", "b", "c", "d", "e", "f", "g"];

    /// <summary>Kind of cursor, sorting in both languages, titles in that order.</summary>
    public static TheoryData<string, string?, string> Orders() =>
        new()
        {
            { "timestamp, SQLite", null, "abcdefg" },
            { "timestamp, Postgres", null, "abcdefg" },
            { "content", "ASC", "dgafceb" },
            { "content", "DESC", "becfagd" },
            // A cursor of another order than the one asked for: its document is what counts.
            { "timestamp, Postgres", "DESC", "becfagd" },
            { "content", null, "abcdefg" },
        };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task An_old_cursor_continues_behind_its_document(string kind, string? sorting, string order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var cursor = posts.OldCursor(kind, order[i]);

            Assert.Equal(order[(i + 1)..], await CollectAsync("first", "after", cursor, sorting));
            Assert.Equal(order[..i], await CollectAsync("last", "before", cursor, sorting));
            Assert.Equal(order[(i + 1)..], await AskAsync("first", "after", cursor, sorting));
            Assert.Equal(order[..i], await AskAsync("last", "before", cursor, sorting));
        }
    }

    [Fact]
    public async Task The_cursors_that_are_given_out_go_on_from_an_old_one()
    {
        var page = (
            await posts.Social.Node.Api.PostAsync(
                "collection",
                new
                {
                    models = new[] { posts.Model },
                    first = 2,
                    after = posts.OldCursor("content", 'a'),
                    sorting = new { importance = "ASC" },
                }
            )
        ).Ok;

        var rest = await CollectAsync("first", "after", page.Text("pageInfo.endCursor")!, "ASC");

        Assert.Equal(["f", "c"], page.Items("edges").Select(edge => edge.Text("node.content.title")));
        Assert.Equal("eb", rest);
    }

    [Theory]
    [InlineData(
        """{"type":"timestamp","id":"kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d","value":1}"""
    )]
    [InlineData("""{"type":"content","id":"'; drop table log; --","value":{}}""")]
    [InlineData("""{"type":"content","id":"","value":{}}""")]
    [InlineData("""{"type":"content","id":null}""")]
    [InlineData("""{"type":"timestamp","value":1}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    public async Task What_names_no_document_here_is_refused_on_both_roads(string json)
    {
        var after = Base64Url.Encode(Encoding.UTF8.GetBytes(json));

        var collection = await posts.Social.Node.Api.PostAsync(
            "collection",
            new
            {
                model = posts.Model,
                first = 1,
                after,
            }
        );
        var query = await posts.Social.Node.Anonymous.AskAsync(
            "query ($after: String) { postIndex(first: 1, after: $after) { edges { cursor } } }",
            new { after }
        );

        Assert.Equal(("INVALID_CURSOR", "INVALID_CURSOR"), (collection.Code, query.Code));
    }

    [Fact]
    public async Task A_cursor_of_ours_is_good_for_its_order_and_its_database_alone()
    {
        // Not a copy of the template, which would have the template's name.
        await using var other = await TestNode.StartAsync(await TestPostgres.CreateEmptyDatabaseAsync());
        var composite = await other.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        var byTime = (await posts.Social.Node.Api.PostAsync("collection", new { model = posts.Model, first = 1 })).Ok;
        var after = byTime.Text("pageInfo.endCursor");

        var sorted = await posts.Social.Node.Api.PostAsync(
            "collection",
            new
            {
                model = posts.Model,
                first = 1,
                after,
                sorting = new { importance = "ASC" },
            }
        );
        var elsewhere = await other.Api.PostAsync(
            "collection",
            new
            {
                model = composite.FindByAlias("Post").ToString(),
                first = 1,
                after,
            }
        );

        Assert.Equal(("INVALID_CURSOR", "INVALID_CURSOR"), (sorted.Code, elsewhere.Code));
    }

    async Task<string> CollectAsync(string size, string from, string cursor, string? sorting)
    {
        var body = new Dictionary<string, object?>
        {
            ["models"] = new[] { posts.Model },
            [size] = 100,
            [from] = cursor,
        };
        if (sorting is not null)
            body["sorting"] = new { importance = sorting };
        var page = (await posts.Social.Node.Api.PostAsync("collection", body)).Ok;
        return string.Concat(page.Items("edges").Select(edge => edge.Text("node.content.title")));
    }

    async Task<string> AskAsync(string size, string from, string cursor, string? sorting)
    {
        var argument = sorting is null ? "" : $", sorting: {{ importance: {sorting} }}";
        var answer = await posts.Social.Node.Anonymous.AskAsync(
            $"query ($cursor: String) {{ postIndex({size}: 100, {from}: $cursor{argument}) {{ edges {{ node {{ title }} }} }} }}",
            new { cursor }
        );
        return string.Concat(answer.Data.Items("postIndex.edges").Select(edge => edge.Text("node.title")));
    }

    /// <summary>Seven posts, one without an importance.</summary>
    public sealed class Posts : IAsyncLifetime
    {
        static readonly int?[] Importances = [2, null, 4, 0, 5, 3, 1];

        readonly Dictionary<char, string> _ids = [];

        internal SocialNode Social { get; } = new();

        internal string Model => Social.Model("Post").ToString();

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(Social.Ada);
            for (var i = 0; i < Titles.Length; i++)
            {
                var content = SocialWrites.Post(Titles[i]);
                content["importance"] = Importances[i];
                _ids[Titles[i][0]] = await ada.PostAsync(content);
            }
        }

        /// <summary>What a JS node would have given out for a post.</summary>
        internal string OldCursor(string kind, char title)
        {
            var id = _ids[title];
            var importance = Importances[title - 'a'];
            object cursor = kind switch
            {
                "timestamp, SQLite" => new
                {
                    type = "timestamp",
                    id,
                    value = 1_700_000_000_000,
                },
                "timestamp, Postgres" => new
                {
                    type = "timestamp",
                    id,
                    value = "2023-11-14T22:13:20.000Z",
                },
                _ => new
                {
                    type = "content",
                    id,
                    // Absent values are left out.
                    value = importance is { } number
                        ? new Dictionary<string, string>
                        {
                            ["importance"] = number.ToString(CultureInfo.InvariantCulture),
                        }
                        : [],
                },
            };
            return Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(cursor));
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
