using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Writing;

/// <summary>Writing over GraphQL with a session that is lent for the request.</summary>
public class DelegatedSessionTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Fact]
    public async Task A_created_document_is_answered_as_it_is_stored()
    {
        var content = SocialWrites.Post("Every kind of field");
        content["text"] = "ä 漢 🐈 \" \\ \u2028";
        content["importance"] = 3;
        content["tags"] = new[] { "one", "two" };
        content["picture"] = new { source = "ipfs://cat", width = 640 };
        const string Mutation = """
            mutation ($content: PostInput!) {
              createPost(input: { content: $content, clientMutationId: "c-1" }) {
                clientMutationId
                viewer { id isViewer }
                document {
                  title text importance publishedAt audience tags picture { source caption width }
                  author { id isViewer }
                }
              }
            }
            """;

        var answer = await social.As(social.Ada).AskAsync(Mutation, new { content });

        var ada = new { id = social.Ada.Did.Text, isViewer = true };
        JsonAssert.Equal(
            new
            {
                clientMutationId = "c-1",
                viewer = ada,
                document = new
                {
                    title = "Every kind of field",
                    text = "ä 漢 🐈 \" \\ \u2028",
                    importance = 3,
                    publishedAt = "2026-12-01T10:00:00Z",
                    audience = "EVERYONE",
                    tags = new[] { "one", "two" },
                    picture = new
                    {
                        source = "ipfs://cat",
                        caption = (string?)null,
                        width = 640,
                    },
                    author = ada,
                },
            },
            answer.Data.At("createPost")
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Members_that_are_null_are_not_stored()
    {
        var content = SocialWrites.Post("Without");
        content["text"] = null;
        content["picture"] = new { source = "ipfs://cat", caption = (string?)null };

        var id = await social.As(social.Ada).PostAsync(content);

        var stored = (await social.Node.Api.GetAsync($"streams/{id}/content")).Ok;
        Assert.Equal(["audience", "picture", "publishedAt", "title"], NamesOf(stored));
        Assert.Equal(["source"], NamesOf(stored.At("picture")));
    }

    [Fact]
    public async Task The_single_document_of_an_account_is_set_twice_and_stays_one()
    {
        var bob = social.As(social.Bob);

        var first = await SetProfileAsync(bob, new { name = "Bob", bio = "builds" });
        var second = await SetProfileAsync(bob, new { name = "Robert" });

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.StartsWith("k2t6w", first.Text("id"), StringComparison.Ordinal);
        Assert.Equal("Robert", second.Text("name"));
        Assert.Null(second.Text("bio"));
        Assert.Equal(social.Bob.Did.Text, second.Text("account.id"));
    }

    [Fact]
    public async Task A_set_document_is_one_for_each_account_and_key()
    {
        var ada = social.As(social.Ada);
        var post = await ada.PostAsync("Liked");
        var another = await ada.PostAsync("Liked as well");

        var first = await ada.LikeAsync(post);
        var again = await ada.LikeAsync(post);
        var elsewhere = await ada.LikeAsync(another);
        var byBob = await social.As(social.Bob).LikeAsync(post);

        Assert.Equal(first, again);
        Assert.Equal(3, new HashSet<string> { first, elsewhere, byBob }.Count);
    }

    [Fact]
    public async Task An_update_merges_and_a_null_takes_a_field_away()
    {
        var ada = social.As(social.Ada);
        var content = SocialWrites.Post("Before");
        content["text"] = "goes";
        content["importance"] = 1;
        var id = await ada.PostAsync(content);

        var updated = await UpdateAsync(
            ada,
            new { id, content = new Dictionary<string, object?> { ["title"] = "After", ["text"] = null } }
        );

        Assert.Equal("After", updated.Text("title"));
        Assert.Null(updated.Text("text"));
        Assert.Equal(1, updated.Number("importance"));
        var stored = (await social.Node.Api.GetAsync($"streams/{id}/content")).Ok;
        Assert.Equal(["audience", "importance", "publishedAt", "title"], NamesOf(stored));
    }

    [Fact]
    public async Task A_replacement_keeps_nothing()
    {
        var bob = social.As(social.Bob);
        await SetProfileAsync(
            bob,
            new
            {
                name = "Bob",
                bio = "builds",
                avatar = new { source = "ipfs://bob" },
            }
        );
        var id = (await SetProfileAsync(bob, new { name = "Bob", bio = "builds" })).Text("id");
        const string Mutation = """
            mutation ($id: ID!) {
              updateProfile(input: { id: $id, content: { name: "New" }, options: { replace: true } }) { document { name bio } }
            }
            """;

        var answer = await bob.AskAsync(Mutation, new { id });

        JsonAssert.Equal(new { name = "New", bio = (string?)null }, answer.Data.At("updateProfile.document"));
    }

    [Fact]
    public async Task An_update_of_the_named_version_passes_and_of_an_older_one_conflicts()
    {
        var ada = social.As(social.Ada);
        var created = (await ada.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("v1") })).Data.At(
            "createPost.document"
        );
        var id = created.Text("id");
        var version = created.Text("version");

        var second = await UpdateAsync(ada, Change("v2", version));
        var stale = await ada.AskAsync(SocialWrites.UpdatePost, new { input = Change("v3", version) });

        Assert.Equal("v2", second.Text("title"));
        Assert.NotEqual(version, second.Text("version"));
        Assert.Equal("Stream version mismatch", stale.Message);
        Assert.Equal("CONFLICT", stale.Code);
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok;
        Assert.Equal("v2", state.Text("state.content.title"));

        object Change(string title, string? at) =>
            new
            {
                id,
                content = new { title },
                options = new { version = at },
            };
    }

    [Fact]
    public async Task A_hidden_document_leaves_the_index_and_comes_back_to_its_place()
    {
        var ada = social.As(social.Ada);
        const string Tag = "hide and show";
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await ada.PostAsync($"{Tag} {i}"));

        await ShowAsync(ids[1], shown: false);
        var hidden = await IdsAsync();
        await ShowAsync(ids[1], shown: true);
        var shown = await IdsAsync();

        Assert.Equal([ids[0], ids[2]], hidden);
        Assert.Equal(ids, shown);

        async Task ShowAsync(string id, bool shown) =>
            Assert.Equal(
                id,
                (await ada.AskAsync(SocialWrites.IndexPost, new { id, shown })).Data.Text(
                    "enableIndexingPost.document.id"
                )
            );

        async Task<string[]> IdsAsync()
        {
            var page = await social.Node.Anonymous.AskAsync(
                "{ postIndex(first: 1000) { edges { node { id title } } } }"
            );
            return
            [
                .. page
                    .Data.Items("postIndex.edges")
                    .Where(edge => edge.Text("node.title")!.StartsWith(Tag, StringComparison.Ordinal))
                    .Select(edge => edge.Text("node.id")!),
            ];
        }
    }

    [Fact]
    public async Task A_document_created_unindexed_is_read_by_id_and_not_found_otherwise()
    {
        const string Mutation = """
            mutation ($content: PostInput!) {
              createPost(input: { content: $content, options: { shouldIndex: false } }) { document { id } }
            }
            """;
        var content = SocialWrites.Post("Kept out of the index");

        var created = await social.As(social.Ada).AskAsync(Mutation, new { content });

        var id = created.Data.Text("createPost.document.id")!;
        var read = await social.Node.Anonymous.AskAsync(
            "query ($id: ID!) { node(id: $id) { ... on Post { title } } postIndex(first: 1000) { edges { node { id } } } }",
            new { id }
        );
        Assert.Equal("Kept out of the index", read.Data.Text("node.title"));
        Assert.DoesNotContain(id, read.Data.Items("postIndex.edges").Select(edge => edge.Text("node.id")));
    }

    [Fact]
    public async Task Fields_of_one_request_are_executed_in_order_each_on_the_one_before()
    {
        var ada = social.As(social.Ada);
        var id = await ada.PostAsync("zero");
        const string Mutation = """
            mutation ($id: ID!) {
              first: updatePost(input: { id: $id, content: { title: "one" } }) { document { title text } }
              second: updatePost(input: { id: $id, content: { text: "two" } }) { document { title text } }
            }
            """;

        var answer = await ada.AskAsync(Mutation, new { id });

        JsonAssert.Equal(
            new { first = new { document = Of("one", null) }, second = new { document = Of("one", "two") } },
            answer.Data
        );

        static object Of(string title, string? text) => new { title, text };
    }

    [Fact]
    public async Task The_position_of_a_write_stands_in_header_and_extensions_and_counts_its_events()
    {
        var ada = social.As(social.Ada);

        var first = await ada.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("position") });
        var id = first.Data.Text("createPost.document.id");
        var like = await ada.AskAsync(SocialWrites.SetLike, new { content = new { postID = id } });
        var footprint = await social.Node.FootprintAsync();

        Assert.Equal(first.Position, first.Body.Number("extensions.position"));
        Assert.Equal(first.Position + 2, like.Position);
        Assert.Equal(footprint.Position, like.Position);
    }

    [Fact]
    public async Task A_read_that_names_a_later_position_waits_for_it()
    {
        var ada = social.As(social.Ada);
        var before = (await social.Node.FootprintAsync()).Position;

        var counted = await social.Node.Anonymous.AskAsync("{ postCount }");
        var waiting = social.Node.Anonymous.AskAsync("{ postCount }", position: before + 1);
        await ada.PostAsync("awaited");

        Assert.Equal(counted.Data.Number("postCount") + 1, (await waiting).Data.Number("postCount"));
    }

    [Fact]
    public async Task The_log_holds_what_the_session_signed_under_its_capability()
    {
        using var session = social.Ada.NewSession(social.Clock);
        var id = await social.Node.With(session).PostAsync("signed");

        var log = (await social.Node.Api.GetAsync($"commits/{id}")).Ok;

        var value = Assert.Single(log.Items("commits")).At("value");
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(value.Text("jws.signatures.0.protected")));
        Assert.Equal(session.Signer.Kid, header.Text("kid"));
        Assert.Equal($"ipfs://{session.Capability.Block.Cid}", header.Text("cap"));
        Assert.True(StreamId.TryParse(id, out _));
    }

    static string[] NamesOf(JsonElement json) =>
        [.. json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];

    static async Task<JsonElement> SetProfileAsync(GraphQLCaller account, object content) =>
        (await account.AskAsync(SocialWrites.SetProfile, new { content })).Data.At("setProfile.document");

    static async Task<JsonElement> UpdateAsync(GraphQLCaller account, object input) =>
        (await account.AskAsync(SocialWrites.UpdatePost, new { input })).Data.At("updatePost.document");
}
