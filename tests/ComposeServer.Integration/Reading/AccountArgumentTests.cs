using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>The argument <c>account</c> in its forms, with and without a viewer, and look-ups of what is hidden (composedb.md 8.3).</summary>
public class AccountArgumentTests(AccountArgumentTests.Scene scene) : IClassFixture<AccountArgumentTests.Scene>
{
    [Theory]
    [InlineData("viewer", 1)]
    [InlineData("documentAccount", 2)]
    [InlineData("BOB", 1)]
    [InlineData("did:key:nobody", 0)]
    [InlineData("did:key:z'--", 0)]
    public async Task It_narrows_a_relation_and_its_count_alike(string account, int expected)
    {
        var named = account == "BOB" ? scene.Social.Bob.Did.Text : account;
        const string Query = """
            query ($id: ID!, $account: ID!) {
              node(id: $id) { ... on Post { commentsCount(account: $account) comments(first: 9, account: $account) { edges { cursor } } } }
            }
            """;

        var answer = await scene
            .Social.Node.Claiming(scene.Social.Bob.Did)
            .AskAsync(Query, new { id = scene.Post, account = named });

        if (answer.Errors.Count == 0)
        {
            Assert.Equal(expected, answer.Data.Number("node.commentsCount"));
            Assert.Equal(expected, answer.Data.Items("node.comments.edges").Count);
            return;
        }

        Assert.Equal((0, "UNAUTHENTICATED"), (expected, answer.Code));
    }

    [Fact]
    public async Task Without_a_viewer_a_count_is_nothing_and_a_set_document_is_none()
    {
        const string Query = """
            query ($id: ID!, $ada: ID!) {
              node(id: $id) { ... on Post { commentsCount(account: "viewer") } }
              account: node(id: $ada) { ... on CeramicAccount { followedOfFollow(account: "viewer") { since } } }
              viewer { id }
            }
            """;

        var answer = await scene.Social.Node.Anonymous.AskAsync(
            Query,
            new { id = scene.Post, ada = scene.Social.Ada.Did.Text }
        );

        JsonAssert.Equal(
            new
            {
                node = new { commentsCount = 0 },
                account = new { followedOfFollow = (object?)null },
                viewer = (object?)null,
            },
            answer.Data
        );
    }

    [Fact]
    public async Task A_hidden_set_document_is_not_looked_up_but_read_by_its_id()
    {
        const string Query = """
            query ($post: CeramicStreamID!, $like: ID!) {
              viewer { like(with: { postID: $post }) { id } likeListCount }
              node(id: $like) { ... on Like { id } }
            }
            """;
        const string Hide = """
            mutation ($id: ID!, $shown: Boolean!) { enableIndexingLike(input: { id: $id, shouldIndex: $shown }) { document { id } } }
            """;
        var bob = scene.Social.As(scene.Social.Bob);
        var like = await bob.LikeAsync(scene.Post);

        _ = (await bob.AskAsync(Hide, new { id = like, shown = false })).Data;
        var hidden = await bob.AskAsync(Query, new { post = scene.Post, like });
        _ = (await bob.AskAsync(Hide, new { id = like, shown = true })).Data;
        var shown = await bob.AskAsync(Query, new { post = scene.Post, like });

        Assert.Equal(JsonValueKind.Null, hidden.Data.At("viewer.like").ValueKind);
        Assert.Equal((0, like), (hidden.Data.Number("viewer.likeListCount"), hidden.Data.Text("node.id")));
        Assert.Equal((1, like), (shown.Data.Number("viewer.likeListCount"), shown.Data.Text("viewer.like.id")));
    }

    /// <summary>A post of Ada with two comments of hers and one of Bob.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        internal SocialNode Social { get; } = new();

        internal string Post { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Social.InitializeAsync();
            var ada = Social.As(Social.Ada);
            Post = await ada.PostAsync("the post");
            _ = await ada.CommentAsync(Post, "one");
            _ = await ada.CommentAsync(Post, "two");
            _ = await Social.As(Social.Bob).CommentAsync(Post, "three");
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Social.DisposeAsync();
    }
}
