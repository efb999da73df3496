using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>Filters of an index; the count agrees with the page in every case.</summary>
public class FilterTests(FilterTests.Posts posts) : IClassFixture<FilterTests.Posts>
{
    [Theory]
    [InlineData("{ and: [] }", "abcd'")]
    [InlineData("{ where: { importance: { isNull: true } } }", "d")]
    [InlineData("{ where: { importance: { isNull: false } } }", "abc'")]
    [InlineData("{ where: { importance: { equalTo: 2 } } }", "b")]
    [InlineData("{ where: { importance: { notEqualTo: 2 } } }", "ac'")]
    [InlineData("{ where: { importance: { in: [1, 5] } } }", "ac")]
    [InlineData("{ where: { importance: { notIn: [1, 5] } } }", "b'")]
    [InlineData("{ where: { importance: { lessThan: 2 } } }", "a'")]
    [InlineData("{ where: { importance: { greaterThan: 0, lessThanOrEqualTo: 2 } } }", "ab")]
    [InlineData("{ where: { audience: { equalTo: FOLLOWERS } } }", "bc")]
    [InlineData("{ where: { audience: { notEqualTo: FOLLOWERS } } }", "ad'")]
    [InlineData("{ where: { audience: { in: [EVERYONE, MENTIONED] }, importance: { isNull: false } } }", "a'")]
    [InlineData("{ where: { publishedAt: { greaterThanOrEqualTo: \"2026-12-02\" } } }", "bcd'")]
    [InlineData("{ not: { where: { importance: { equalTo: 2 } } } }", "ac'")]
    [InlineData(
        "{ or: [{ where: { importance: { equalTo: 1 } } }, { where: { importance: { isNull: true } } }] }",
        "ad"
    )]
    [InlineData(
        "{ and: [{ where: { audience: { equalTo: FOLLOWERS } } }, { not: { where: { importance: { equalTo: 5 } } } }] }",
        "b"
    )]
    [InlineData("{ where: { publishedAt: { equalTo: \"' or true --\" } } }", "")]
    public async Task A_filter_finds_what_it_says(string filter, string found)
    {
        var answer = await posts.Social.Node.Anonymous.AskAsync(
            $"{{ postIndex(first: 10, filters: {filter}) {{ edges {{ node {{ title }} }} }} postCount(filters: {filter}) }}"
        );

        Assert.Equal(
            found,
            string.Concat(answer.Data.Items("postIndex.edges").Select(edge => edge.Text("node.title")))
        );
        Assert.Equal(found.Length, answer.Data.Number("postCount"));
    }

    [Theory]
    [InlineData("{}", "No query filters provided")]
    [InlineData("{ where: {} }", "Empty object filter")]
    [InlineData(
        "{ where: { importance: { isNull: true } }, and: [] }",
        "Invalid query filters: a single key must be provided"
    )]
    [InlineData("{ where: { importance: {} } }", "Invalid empty value filter")]
    [InlineData("{ where: { importance: { equalTo: 1, lessThan: 4 } } }", "Invalid range conditions in value filter")]
    public async Task A_filter_that_says_nothing_sound_is_refused(string filter, string message)
    {
        var answer = await posts.Social.Node.Anonymous.AskAsync(
            $"{{ postIndex(first: 10, filters: {filter}) {{ edges {{ cursor }} }} }}"
        );

        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", answer.Code);
    }

    [Fact]
    public async Task A_field_without_an_index_is_no_filter()
    {
        var answer = await posts.Social.Node.Anonymous.AskAsync(
            "{ postCount(filters: { where: { text: { isNull: true } } }) }"
        );

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", answer.Code);
    }

    /// <summary>Five posts, a title of one letter each.</summary>
    public sealed class Posts : IAsyncLifetime
    {
        internal SocialNode Social { get; } = new();

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(Social.Ada);
            await WriteAsync("a", 1, "2026-12-01T00:00:00Z", "EVERYONE");
            await WriteAsync("b", 2, "2026-12-02T00:00:00Z", "FOLLOWERS");
            await WriteAsync("c", 5, "2026-12-03T00:00:00Z", "FOLLOWERS");
            await WriteAsync("d", null, "2026-12-04T00:00:00Z", "MENTIONED");
            await WriteAsync("'", 0, "2026-12-05T00:00:00Z", "MENTIONED");

            async Task WriteAsync(string title, int? importance, string publishedAt, string audience) =>
                await ada.PostAsync(
                    new Dictionary<string, object?>
                    {
                        ["title"] = title,
                        ["importance"] = importance,
                        ["publishedAt"] = publishedAt,
                        ["audience"] = audience,
                    }
                );
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
