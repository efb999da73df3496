using System.Globalization;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>Walking an index page by page, over ties and absent values, in both directions and every order.</summary>
public class PagingTests(PagingTests.Shelf shelf) : IClassFixture<PagingTests.Shelf>
{
    /// <summary>
    /// Sortings by name: the argument, and the same order over what was written. Ties go in the direction of the last key.
    /// </summary>
    static readonly Dictionary<
        string,
        (string? Sorting, Func<IEnumerable<Written>, IEnumerable<Written>> Order)
    > Orders = new(StringComparer.Ordinal)
    {
        ["as written"] = (null, all => all),
        ["importance up"] = ("{ importance: ASC }", all => all.OrderBy(post => post.Importance ?? int.MaxValue)),
        ["importance down"] = (
            "{ importance: DESC }",
            all => all.Reverse().OrderByDescending(post => post.Importance ?? int.MaxValue)
        ),
        ["time up"] = ("{ publishedAt: ASC }", all => all.OrderBy(post => post.PublishedAt, StringComparer.Ordinal)),
        ["importance down, time up"] = (
            "{ importance: DESC, publishedAt: ASC }",
            all =>
                all.OrderByDescending(post => post.Importance ?? int.MaxValue)
                    .ThenBy(post => post.PublishedAt, StringComparer.Ordinal)
        ),
        ["time down, importance up, audience down"] = (
            "{ publishedAt: DESC, importance: ASC, audience: DESC }",
            // Several keys count in the order of the schema's fields, which is that of the model: shorter names first.
            all =>
                all.Reverse()
                    .OrderByDescending(post => post.Audience, StringComparer.Ordinal)
                    .ThenBy(post => post.Importance ?? int.MaxValue)
                    .ThenByDescending(post => post.PublishedAt, StringComparer.Ordinal)
        ),
    };

    public static TheoryData<string, int> Walks()
    {
        var walks = new TheoryData<string, int>();
        foreach (var order in Orders.Keys)
        foreach (var size in (int[])[1, 7, Shelf.Size - 1, Shelf.Size, Shelf.Size + 1])
            walks.Add(order, size);
        return walks;
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Walking_forward_meets_every_document_once_in_order(string order, int size)
    {
        var met = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var page = await PageAsync(order, $"first: {size}", "after", after);
            met.AddRange(page.Titles);
            more = page.HasNext;
            after = page.End;
            Assert.Equal(met.Count < Shelf.Size, more);
        } while (more);

        Assert.Equal(Expected(order), met);
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Walking_backward_meets_every_document_once_in_the_same_order(string order, int size)
    {
        var met = new List<string>();
        string? before = null;
        bool more;
        do
        {
            var page = await PageAsync(order, $"last: {size}", "before", before);
            met.InsertRange(0, page.Titles);
            more = page.HasPrevious;
            before = page.Start;
            Assert.Equal(met.Count < Shelf.Size, more);
        } while (more);

        Assert.Equal(Expected(order), met);
    }

    [Fact]
    public async Task A_cursor_of_an_edge_continues_right_behind_it()
    {
        var first = await PageAsync("importance up", "first: 10", "after", null);

        var rest = await PageAsync("importance up", "first: 3", "after", first.Cursors[4]);
        var earlier = await PageAsync("importance up", "last: 3", "before", first.Cursors[4]);

        Assert.Equal(first.Titles[5..8], rest.Titles);
        Assert.Equal(first.Titles[1..4], earlier.Titles);
    }

    [Fact]
    public async Task Filters_go_with_every_page()
    {
        var wanted = shelf.Posts.Where(post => post.Importance is >= 1 and <= 2).Select(post => post.Title).ToArray();
        const string Filter = "filters: { where: { importance: { greaterThanOrEqualTo: 1, lessThanOrEqualTo: 2 } } }";

        var met = new List<string>();
        string? after = null;
        do
        {
            var page = await PageAsync("as written", $"{Filter}, first: 4", "after", after);
            met.AddRange(page.Titles);
            after = page.HasNext ? page.End : null;
        } while (after is not null);

        Assert.Equal(wanted, met);
    }

    [Fact]
    public async Task A_cursor_of_one_order_is_refused_in_another()
    {
        var page = await PageAsync("importance up", "first: 1", "after", null);

        var answer = await AskAsync("time up", "first: 1", "after", page.End);

        Assert.Equal("INVALID_CURSOR", answer.Code);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("e30")]
    [InlineData("WzEsIiIsIiIsWyIxIl0sMV0")]
    public async Task What_is_no_cursor_of_this_database_is_refused(string cursor)
    {
        Assert.Equal("INVALID_CURSOR", (await AskAsync("as written", "first: 1", "after", cursor)).Code);
    }

    [Fact]
    public async Task A_page_needs_a_size()
    {
        var answer = await shelf.Social.Node.Anonymous.AskAsync("{ postIndex { edges { cursor } } }");

        Assert.Equal("Missing \"first\" or \"last\" connection argument", answer.Message);
        Assert.Equal("BAD_USER_INPUT", answer.Code);
    }

    IEnumerable<string> Expected(string order) => Orders[order].Order(shelf.Posts).Select(post => post.Title);

    async Task<Page> PageAsync(string order, string arguments, string cursorName, string? cursor)
    {
        var page = (await AskAsync(order, arguments, cursorName, cursor)).Data.At("postIndex");
        var info = page.At("pageInfo");
        return new(
            [.. page.Items("edges").Select(edge => edge.Text("node.title")!)],
            [.. page.Items("edges").Select(edge => edge.Text("cursor")!)],
            info.Flag("hasNextPage"),
            info.Flag("hasPreviousPage"),
            info.Text("startCursor"),
            info.Text("endCursor")
        );
    }

    Task<GraphQLAnswer> AskAsync(string order, string arguments, string cursorName, string? cursor)
    {
        var sorting = Orders[order].Sorting is { } argument ? $", sorting: {argument}" : "";
        var query = $$"""
            query ($cursor: String) {
              postIndex({{arguments}}, {{cursorName}}: $cursor{{sorting}}) {
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                edges { cursor node { title } }
              }
            }
            """;
        return shelf.Social.Node.Anonymous.AskAsync(query, new { cursor });
    }

    sealed record Page(string[] Titles, string[] Cursors, bool HasNext, bool HasPrevious, string? Start, string? End);

    /// <summary>What a post says, in the order of writing.</summary>
    internal sealed record Written(string Title, int? Importance, string PublishedAt, string Audience);

    /// <summary>Posts with many equal and absent values.</summary>
    public sealed class Shelf : IAsyncLifetime
    {
        internal const int Size = 31;

        static readonly string[] Audiences = ["EVERYONE", "FOLLOWERS", "MENTIONED"];

        internal SocialNode Social { get; } = new();

        internal IReadOnlyList<Written> Posts { get; } =
        [
            .. Enumerable
                .Range(0, Size)
                .Select(i => new Written(
                    string.Create(CultureInfo.InvariantCulture, $"post {i}"),
                    i % 4 == 3 ? null : i * 7 % 5,
                    string.Create(CultureInfo.InvariantCulture, $"2026-12-0{1 + (i * 5 % 3)}T00:00:00Z"),
                    Audiences[i % 3]
                )),
        ];

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(Social.Ada);
            foreach (var post in Posts)
            {
                var content = SocialWrites.Post(post.Title);
                content["importance"] = post.Importance;
                content["publishedAt"] = post.PublishedAt;
                content["audience"] = post.Audience;
                await ada.PostAsync(content);
            }
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
