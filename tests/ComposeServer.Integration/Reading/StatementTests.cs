using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>How many statements a query costs: a number that follows from its fields, not from how much they find.</summary>
public class StatementTests(StatementTests.Crowd crowd) : IClassFixture<StatementTests.Crowd>
{
    const string Query = """
        query ($first: Int!) {
          postIndex(first: $first) {
            edges {
              node {
                title
                author { postListCount }
                commentsCount
                likesCount
                comments(first: 3) { edges { node { text post { title } } } }
                latest: comments(last: 1, account: "documentAccount") { edges { node { text } } }
              }
            }
          }
        }
        """;

    [Fact]
    public async Task A_page_of_fifty_parents_costs_as_many_statements_as_a_page_of_two()
    {
        var (few, ofFew) = await StatementsAsync(2);
        var (many, ofMany) = await StatementsAsync(Crowd.Posts);

        Assert.Equal((2, Crowd.Posts), (few, many));
        Assert.Equal(ofFew, ofMany);
        Assert.InRange(ofMany, 1, 10);
    }

    [Theory]
    [InlineData("{ postIndex(first: 5) { edges { node { id title } } } }")]
    [InlineData(
        "{ postIndex(first: 5) { edges { cursor node { id author { id } commentsCount } } pageInfo { endCursor } } }"
    )]
    [InlineData(
        "{ postIndex(first: 5) { edges { node { title author { id postListCount } comments(first: 3) { edges { node { text post { title } author { id } } } } } } } }"
    )]
    public async Task A_page_is_one_statement_with_everything_under_it(string query)
    {
        using var statements = new StatementCount(crowd.Social.Node.Database.Name);
        var answer = await crowd.Social.Node.Anonymous.AskAsync(query);

        Assert.Equal(5, answer.Data.Items("postIndex.edges").Count);
        Assert.Single(statements.Texts);
    }

    async Task<(int Edges, int Statements)> StatementsAsync(int first)
    {
        using var statements = new StatementCount(crowd.Social.Node.Database.Name);
        var answer = await crowd.Social.Node.Anonymous.AskAsync(Query, new { first });
        return (answer.Data.Items("postIndex.edges").Count, statements.Count);
    }

    /// <summary>Fifty posts, each with two comments.</summary>
    public sealed class Crowd : IAsyncLifetime
    {
        internal const int Posts = 50;

        internal SocialNode Social { get; } = new();

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var (ada, bob) = (Social.As(Social.Ada), Social.As(Social.Bob));
            for (var i = 0; i < Posts; i++)
            {
                var author = i % 2 == 0 ? ada : bob;
                var post = await author.PostAsync($"post {i}");
                _ = await ada.CommentAsync(post, "by Ada");
                _ = await bob.CommentAsync(post, "by Bob");
            }
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
