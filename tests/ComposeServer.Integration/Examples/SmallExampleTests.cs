using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Examples;

public class ProfileTests(ProfileTests.Scene scene) : IClassFixture<ProfileTests.Scene>
{
    [Fact]
    public async Task An_account_has_one_profile_that_is_set_read_counted_and_refused()
    {
        var first = await scene.Ada.SetAsync("Profile", new { name = "A", country = "PT" });
        var second = await scene.Ada.SetAsync("Profile", new { name = "Ada", website = "https://ada.example" });

        Assert.Equal(first, second);
        var answer = await scene.ReadAsync(
            "query ($id: ID!) { profileCount node(id: $id) { ... on CeramicAccount { profile { name country website account { id } } } } }",
            new { id = scene.AdaDid }
        );
        JsonAssert.Equal(
            new
            {
                profileCount = 1,
                node = new
                {
                    profile = new
                    {
                        name = "Ada",
                        country = (string?)null,
                        website = "https://ada.example",
                        account = new { id = scene.AdaDid },
                    },
                },
            },
            answer
        );
        Assert.StartsWith("SCHEMA_VIOLATION: ", await scene.Bob.RefusalAsync("set", "Profile", new { name = "" }));
    }

    public sealed class Scene() : ExampleNode("profile");
}

public class NotesTests(NotesTests.Scene scene) : IClassFixture<NotesTests.Scene>
{
    [Fact]
    public async Task Notes_are_written_filtered_sorted_counted_and_refused()
    {
        await scene.Ada.CreateAsync("Note", Note("later", "OPEN", "2026-12-02T10:00:00Z"));
        await scene.Ada.CreateAsync("Note", Note("sooner", "OPEN", "2026-12-01T10:00:00Z"));
        var done = await scene.Bob.CreateAsync("Note", Note("done", "DONE", "2026-12-03T10:00:00Z"));

        var answer = await scene.ReadAsync(
            """
            query ($id: ID!) {
              noteCount
              noteIndex(first: 5, filters: { where: { state: { equalTo: OPEN } } }, sorting: { writtenAt: ASC }) { edges { node { title } } }
              node(id: $id) { ... on Note { title labels author { noteListCount } } }
            }
            """,
            new { id = done }
        );

        Assert.Equal(3, answer.Number("noteCount"));
        Assert.Equal(["sooner", "later"], answer.Items("noteIndex.edges").Select(edge => edge.Text("node.title")));
        JsonAssert.Equal(
            new
            {
                title = "done",
                labels = new[] { "home" },
                author = new { noteListCount = 1 },
            },
            answer.At("node")
        );
        Assert.Equal(
            "BAD_USER_INPUT",
            await scene.Bob.UpdateRefusalAsync("Note", done, new { writtenAt = "2027-01-01T00:00:00Z" })
        );
    }

    static object Note(string title, string state, string writtenAt) =>
        new
        {
            title,
            state,
            writtenAt,
            labels = new[] { "home" },
        };

    public sealed class Scene() : ExampleNode("notes");
}

public class SocialTests(SocialTests.Scene scene) : IClassFixture<SocialTests.Scene>
{
    [Fact]
    public async Task Posts_are_written_liked_commented_filtered_counted_and_refused()
    {
        var post = await scene.Ada.CreateAsync("Post", Post("Hello", 5));
        await scene.Ada.CreateAsync("Post", Post("Quiet", 1));
        await scene.Bob.CreateAsync(
            "Comment",
            new
            {
                postID = post,
                text = "Hi",
                writtenAt = "2026-12-02T10:00:00Z",
            }
        );
        await scene.Bob.SetAsync("Like", new { postID = post });
        await scene.Bob.SetAsync("Like", new { postID = post });

        var answer = await scene.ReadAsync(
            """
            {
              postCount
              postIndex(first: 5, filters: { where: { importance: { greaterThan: 2 } } }) {
                edges { node { title likesCount comments(first: 5) { edges { node { text author { id } post { title } } } } } }
              }
            }
            """
        );

        Assert.Equal(2, answer.Number("postCount"));
        var found = Assert.Single(answer.Items("postIndex.edges")).At("node");
        Assert.Equal(("Hello", 1), (found.Text("title"), found.Number("likesCount")));
        JsonAssert.Equal(
            new
            {
                text = "Hi",
                author = new { id = scene.BobDid },
                post = new { title = "Hello" },
            },
            found.At("comments.edges.0.node")
        );
        Assert.StartsWith("SCHEMA_VIOLATION: ", await scene.Bob.RefusalAsync("create", "Post", Post("", 1)));
    }

    static object Post(string title, int importance) =>
        new
        {
            title,
            importance,
            publishedAt = "2026-12-01T10:00:00Z",
            audience = "EVERYONE",
        };

    public sealed class Scene() : ExampleNode("social");
}
