using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Reading;

/// <summary>Reading by id: documents, versions of them, accounts.</summary>
public class NodeTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Fact]
    public async Task A_node_is_a_document_of_its_model()
    {
        var id = await social.As(social.Ada).PostAsync("By id");

        var answer = await social.Node.Anonymous.AskAsync(
            "query ($id: ID!) { node(id: $id) { __typename id ... on Post { title author { id isViewer } } } }",
            new { id }
        );

        JsonAssert.Equal(
            new
            {
                __typename = "Post",
                id,
                title = "By id",
                author = new { id = social.Ada.Did.Text, isViewer = false },
            },
            answer.Data.At("node")
        );
    }

    [Fact]
    public async Task Nodes_come_in_the_order_asked_for_and_what_is_missing_is_null_with_its_error()
    {
        var ada = social.As(social.Ada);
        var post = await ada.PostAsync("one of two");
        var comment = await ada.CommentAsync(post, "two of two");
        const string Missing = "kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d";
        var ids = new[] { comment, Missing, post, social.Bob.Did.Text };

        var answer = await social.Node.Anonymous.AskAsync(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
            new { ids }
        );

        var nodes = answer.Body.Items("data.nodes");
        Assert.Equal([comment, null, post, social.Bob.Did.Text], nodes.Select(IdOf));
        Assert.Equal(
            ["Comment", "Post", "CeramicAccount"],
            nodes.Where(HasValue).Select(node => node.Text("__typename"))
        );
        Assert.Equal(["nodes", "1"], answer.Error.Items("path").Select(step => step.ToString()));

        static bool HasValue(JsonElement node) => node.ValueKind == JsonValueKind.Object;
        static string? IdOf(JsonElement node) => HasValue(node) ? node.Text("id") : null;
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d")]
    public async Task A_node_that_cannot_be_loaded_is_null_with_an_error(string id)
    {
        var answer = await social.Node.Anonymous.AskAsync("query ($id: ID!) { node(id: $id) { id } }", new { id });

        Assert.Equal(JsonValueKind.Null, answer.Body.At("data.node").ValueKind);
        Assert.Contains(answer.Code, new[] { "NOT_FOUND", "BAD_USER_INPUT" });
    }

    [Fact]
    public async Task A_version_is_read_by_its_CommitID()
    {
        var ada = social.As(social.Ada);
        var created = (
            await ada.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("first words") })
        ).Data.At("createPost.document");
        var input = new { id = created.Text("id"), content = new { title = "second thoughts" } };
        var updated = (await ada.AskAsync(SocialWrites.UpdatePost, new { input })).Data.At("updatePost.document");

        var answer = await social.Node.Anonymous.AskAsync(
            """
            query ($then: ID!, $now: ID!) {
              then: node(id: $then) { ... on Post { title version } }
              now: node(id: $now) { ... on Post { title version } }
            }
            """,
            new { then = created.Text("version"), now = updated.Text("version") }
        );

        JsonAssert.Equal(
            new
            {
                then = new { title = "first words", version = created.Text("version") },
                now = new { title = "second thoughts", version = updated.Text("version") },
            },
            answer.Data
        );
    }

    [Fact]
    public async Task The_viewer_of_a_session_is_proven_and_a_claimed_one_is_not()
    {
        const string Query = "{ viewer { id isViewer } }";

        var proven = await social.As(social.Ada).AskAsync(Query);
        var claimed = await social.Node.Claiming(social.Ada.Did).AskAsync(Query);
        var nobody = await social.Node.Anonymous.AskAsync(Query);

        JsonAssert.Equal(new { id = social.Ada.Did.Text, isViewer = true }, proven.Data.At("viewer"));
        JsonAssert.Equal(new { id = social.Ada.Did.Text, isViewer = false }, claimed.Data.At("viewer"));
        Assert.Equal(JsonValueKind.Null, nobody.Data.At("viewer").ValueKind);
    }

    [Fact]
    public async Task Any_DID_is_an_account()
    {
        var answer = await social.Node.Anonymous.AskAsync(
            "{ node(id: \"did:web:nobody.example\") { __typename id ... on CeramicAccount { postListCount profile { name } } } }"
        );

        JsonAssert.Equal(
            new
            {
                __typename = "CeramicAccount",
                id = "did:web:nobody.example",
                postListCount = 0,
                profile = (object?)null,
            },
            answer.Data.At("node")
        );
    }
}
