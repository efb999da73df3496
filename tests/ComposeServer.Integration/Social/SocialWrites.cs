using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Social;

/// <summary>The mutations of the example, and the calls that tests make most.</summary>
static class SocialWrites
{
    public const string CreatePost = """
        mutation ($content: PostInput!) {
          createPost(input: { content: $content }) { document { id version } }
        }
        """;

    public const string UpdatePost = """
        mutation ($input: UpdatePostInput!) {
          updatePost(input: $input) {
            document { id version title text importance publishedAt audience tags picture { source width } }
          }
        }
        """;

    public const string CreateComment = """
        mutation ($content: CommentInput!) {
          createComment(input: { content: $content }) { document { id } }
        }
        """;

    public const string SetProfile = """
        mutation ($content: ProfileInput!) {
          setProfile(input: { content: $content }) { document { id name bio avatar { source } account { id } } }
        }
        """;

    public const string SetLike = """
        mutation ($content: LikeInput!) {
          setLike(input: { content: $content }) { document { id author { id } post { title } } }
        }
        """;

    public const string IndexPost = """
        mutation ($id: ID!, $shown: Boolean!) {
          enableIndexingPost(input: { id: $id, shouldIndex: $shown }) { document { id } }
        }
        """;

    /// <summary>A post that satisfies its model.</summary>
    public static Dictionary<string, object?> Post(string title) =>
        new()
        {
            ["title"] = title,
            ["publishedAt"] = "2026-12-01T10:00:00Z",
            ["audience"] = "EVERYONE",
        };

    /// <summary>Writes a post.</summary>
    /// <returns>Its StreamID.</returns>
    public static Task<string> PostAsync(this GraphQLCaller author, string title) => author.PostAsync(Post(title));

    /// <inheritdoc cref="PostAsync(GraphQLCaller, string)"/>
    public static async Task<string> PostAsync(this GraphQLCaller author, Dictionary<string, object?> content) =>
        (await author.AskAsync(CreatePost, new { content })).Data.Text("createPost.document.id")!;

    /// <summary>Writes a comment.</summary>
    /// <returns>Its StreamID.</returns>
    public static async Task<string> CommentAsync(
        this GraphQLCaller author,
        string postID,
        string text,
        string writtenAt = "2026-12-02T10:00:00Z",
        string? addressee = null
    )
    {
        var content = new
        {
            postID,
            text,
            writtenAt,
            addressee,
        };
        return (await author.AskAsync(CreateComment, new { content })).Data.Text("createComment.document.id")!;
    }

    /// <summary>Likes a post.</summary>
    /// <returns>StreamID of the like.</returns>
    public static async Task<string> LikeAsync(this GraphQLCaller author, string postID) =>
        (await author.AskAsync(SetLike, new { content = new { postID } })).Data.Text("setLike.document.id")!;
}
