using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>From a document or an account to others: relations, counts, lookups of SET documents.</summary>
public class RelationTests(RelationTests.Thread thread) : IClassFixture<RelationTests.Thread>
{
    [Fact]
    public async Task A_post_leads_to_its_comments_and_they_lead_back()
    {
        const string Query = """
            query ($id: ID!) {
              node(id: $id) {
                ... on Post {
                  title
                  commentsCount
                  likesCount
                  comments(first: 2) {
                    pageInfo { hasNextPage }
                    edges { node { text author { id } post { id title commentsCount } } }
                  }
                }
              }
            }
            """;

        var answer = await thread.Node.Anonymous.AskAsync(Query, new { id = thread.Busy });

        var post = new
        {
            id = thread.Busy,
            title = "busy",
            commentsCount = 3,
        };
        JsonAssert.Equal(
            new
            {
                title = "busy",
                commentsCount = 3,
                likesCount = 2,
                comments = new
                {
                    pageInfo = new { hasNextPage = true },
                    edges = new[] { Edge("ada 1", thread.Ada), Edge("bob 1", thread.Bob) },
                },
            },
            answer.Data.At("node")
        );

        object Edge(string text, string author) =>
            new
            {
                node = new
                {
                    text,
                    author = new { id = author },
                    post,
                },
            };
    }

    [Fact]
    public async Task Many_posts_each_bring_a_page_of_their_own()
    {
        const string Query = """
            {
              postIndex(first: 10) {
                edges {
                  node {
                    title
                    commentsCount
                    likesCount
                    last: comments(last: 1) { edges { node { text } } }
                    all: comments(first: 10) { edges { node { text addressee { id } } } }
                  }
                }
              }
            }
            """;

        var answer = await thread.Node.Anonymous.AskAsync(Query);

        var nobody = (object?)null;
        JsonAssert.Equal(
            new[]
            {
                new
                {
                    node = new
                    {
                        title = "busy",
                        commentsCount = 3,
                        likesCount = 2,
                        last = Edges(new { node = new { text = "ada 2" } }),
                        all = Edges(
                            new { node = new { text = "ada 1", addressee = nobody } },
                            new { node = new { text = "bob 1", addressee = (object?)new { id = thread.Ada } } },
                            new { node = new { text = "ada 2", addressee = nobody } }
                        ),
                    },
                },
                new
                {
                    node = new
                    {
                        title = "calm",
                        commentsCount = 1,
                        likesCount = 0,
                        last = Edges(new { node = new { text = "bob 2" } }),
                        all = Edges(
                            new { node = new { text = "bob 2", addressee = (object?)new { id = thread.Ada } } }
                        ),
                    },
                },
                new
                {
                    node = new
                    {
                        title = "silent",
                        commentsCount = 0,
                        likesCount = 0,
                        last = Edges(),
                        all = Edges(),
                    },
                },
            },
            answer.Data.At("postIndex.edges")
        );

        static object Edges(params object[] edges) => new { edges };
    }

    [Fact]
    public async Task Relations_and_counts_can_be_narrowed_to_one_author()
    {
        const string Query = """
            query ($id: ID!, $bob: ID!) {
              node(id: $id) {
                ... on Post {
                  commentsCount(account: $bob)
                  mine: commentsCount(account: "viewer")
                  authors: commentsCount(account: "documentAccount")
                  comments(first: 10, account: $bob) { edges { node { text } } }
                }
              }
            }
            """;

        var answer = await thread
            .Node.Claiming(thread.AdaAccount.Did)
            .AskAsync(Query, new { id = thread.Busy, bob = thread.Bob });

        JsonAssert.Equal(
            new
            {
                commentsCount = 1,
                mine = 2,
                authors = 2,
                comments = new { edges = new[] { new { node = new { text = "bob 1" } } } },
            },
            answer.Data.At("node")
        );
    }

    [Fact]
    public async Task A_relation_is_filtered_and_sorted_like_an_index()
    {
        const string Query = """
            query ($id: ID!) {
              node(id: $id) {
                ... on Post {
                  commentsCount(filters: { where: { writtenAt: { lessThan: "2026-12-03" } } })
                  comments(first: 10, sorting: { writtenAt: DESC }, filters: { where: { writtenAt: { greaterThan: "2026-12-01T00" } } }) {
                    edges { node { text } }
                  }
                }
              }
            }
            """;

        var answer = await thread.Node.Anonymous.AskAsync(Query, new { id = thread.Busy });

        Assert.Equal(1, answer.Data.Number("node.commentsCount"));
        Assert.Equal(
            ["ada 1", "ada 2", "bob 1"],
            answer.Data.Items("node.comments.edges").Select(edge => edge.Text("node.text"))
        );
    }

    [Fact]
    public async Task An_account_leads_to_what_it_wrote_and_to_what_names_it()
    {
        const string Query = """
            {
              viewer {
                profile { name }
                postList(first: 10) { edges { node { title } } }
                postListCount
                commentListCount
                likeListCount
                addresseeOfCommentListCount
                addresseeOfCommentList(last: 1) { edges { node { text author { id } } } }
                followedOfFollowListCount
              }
            }
            """;

        var answer = await thread.Node.Claiming(thread.AdaAccount.Did).AskAsync(Query);

        JsonAssert.Equal(
            new
            {
                profile = new { name = "Ada" },
                postList = new { edges = Titles("busy", "silent") },
                postListCount = 2,
                commentListCount = 2,
                likeListCount = 1,
                addresseeOfCommentListCount = 2,
                addresseeOfCommentList = new
                {
                    edges = new[] { new { node = new { text = "bob 2", author = new { id = thread.Bob } } } },
                },
                followedOfFollowListCount = 1,
            },
            answer.Data.At("viewer")
        );

        static object Titles(params string[] titles) => titles.Select(title => new { node = new { title } });
    }

    [Fact]
    public async Task A_set_document_is_looked_up_by_its_account_and_key()
    {
        const string Query = """
            query ($busy: CeramicStreamID!, $calm: CeramicStreamID!, $ada: DID!, $bobsId: ID!) {
              viewer {
                liked: like(with: { postID: $busy }) { id post { title } }
                notLiked: like(with: { postID: $calm }) { id }
                follow(with: { followed: $ada }) { since }
              }
              node(id: $bobsId) { ... on CeramicAccount { followedOfFollow(account: "viewer") { since } } }
            }
            """;
        var variables = new
        {
            busy = thread.Busy,
            calm = thread.Calm,
            ada = thread.Ada,
            bobsId = thread.Ada,
        };

        var answer = await thread.Node.Claiming(thread.BobAccount.Did).AskAsync(Query, variables);

        JsonAssert.Equal(
            new
            {
                viewer = new
                {
                    liked = new { id = thread.LikeOfBob, post = new { title = "busy" } },
                    notLiked = (object?)null,
                    follow = new { since = "2026-11-01T00:00:00Z" },
                },
                node = new { followedOfFollow = new { since = "2026-11-01T00:00:00Z" } },
            },
            answer.Data
        );
    }

    [Fact]
    public async Task A_set_document_nobody_signed_counts_for_nothing()
    {
        var like = Streams.Events.DocumentEvents.SetInit(
            thread.Social.Model("Like"),
            thread.AdaAccount.Did,
            thread.Calm
        );

        var begun = (await thread.Node.Api.CreateAsync(Streams.StreamType.Document, like)).Ok;

        var answer = await thread
            .Node.Claiming(thread.AdaAccount.Did)
            .AskAsync(
                "query ($calm: CeramicStreamID!) { viewer { like(with: { postID: $calm }) { id } likeListCount } likeCount }",
                new { calm = thread.Calm }
            );
        JsonAssert.Equal(new { viewer = new { like = (object?)null, likeListCount = 1 }, likeCount = 2 }, answer.Data);
        Assert.Equal("NOT_REQUESTED", begun.Text("state.anchorStatus"));
    }

    /// <summary>Two people, three posts, and what they made of them.</summary>
    public sealed class Thread : IAsyncLifetime
    {
        internal SocialNode Social { get; } = new();

        internal TestNode Node => Social.Node;

        internal Account AdaAccount => Social.Ada;

        internal Account BobAccount => Social.Bob;

        internal string Ada => AdaAccount.Did.Text;

        internal string Bob => BobAccount.Did.Text;

        internal string Busy { get; private set; } = "";

        internal string Calm { get; private set; } = "";

        internal string LikeOfBob { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(AdaAccount);
            var bob = Social.As(BobAccount);
            await ada.AskAsync(SocialWrites.SetProfile, new { content = new { name = "Ada" } });
            Busy = await ada.PostAsync("busy");
            Calm = await bob.PostAsync("calm");
            await ada.PostAsync("silent");
            await ada.CommentAsync(Busy, "ada 1", writtenAt: "2026-12-05T00:00:00Z");
            await bob.CommentAsync(Busy, "bob 1", writtenAt: "2026-12-02T00:00:00Z", addressee: Ada);
            await ada.CommentAsync(Busy, "ada 2", writtenAt: "2026-12-04T00:00:00Z");
            await bob.CommentAsync(Calm, "bob 2", addressee: Ada);
            await ada.LikeAsync(Busy);
            LikeOfBob = await bob.LikeAsync(Busy);
            var follow = new { followed = Ada, since = "2026-11-01T00:00:00Z" };
            const string SetFollow =
                "mutation ($content: FollowInput!) { setFollow(input: { content: $content }) { document { id } } }";
            _ = (await bob.AskAsync(SetFollow, new { content = follow })).Data;
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
