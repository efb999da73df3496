using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Writing;

/// <summary>Writing over GraphQL with a key that never leaves its owner: prepare, sign, send.</summary>
public sealed class ClientSignatureTests(SocialNode social) : IClassFixture<SocialNode>, IDisposable
{
    readonly Ed25519Signer _key = Seeds.Key("Grace");
    readonly Ed25519Signer _otherKey = Seeds.Key("Heidi");

    KeyCaller Grace => social.Node.SigningWith(_key);

    KeyCaller Heidi => social.Node.SigningWith(_otherKey);

    [Fact]
    public async Task A_key_creates_updates_and_hides_a_document()
    {
        var created = await Grace.WriteAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("By a key") });
        var id = created.Data.Text("createPost.document.id");
        var updated = await Grace.WriteAsync(
            SocialWrites.UpdatePost,
            new { input = new { id, content = new { text = "more" } } }
        );
        var hidden = await Grace.WriteAsync(SocialWrites.IndexPost, new { id, shown = false });

        Assert.Equal("By a key", updated.Data.Text("updatePost.document.title"));
        Assert.Equal("more", updated.Data.Text("updatePost.document.text"));
        Assert.Equal(id, hidden.Data.Text("enableIndexingPost.document.id"));
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.At("state");
        Assert.Equal([_key.Did.Text], state.Items("metadata.controllers").Select(did => did.GetString()!));
        Assert.Equal(3, state.Items("log").Count);
        Assert.False(state.Flag("metadata.shouldIndex"));
    }

    [Fact]
    public async Task A_document_that_begins_hidden_cannot_be_prepared_and_is_not_half_written()
    {
        const string Hidden = """
            mutation ($content: PostInput!) {
              createPost(input: { content: $content, options: { shouldIndex: false } }) { document { id } }
            }
            """;
        var variables = new { content = SocialWrites.Post("Hidden") };
        var prepared = await Grace.PrepareAsync(SocialWrites.CreatePost, variables);
        var before = await social.Node.FootprintAsync();

        var refused = await Grace.TryPrepareAsync(Hidden, variables);
        var sent = await Grace.SendAsync(Hidden, variables, Grace.Sign(prepared));

        Assert.Equal(("SIGNING_DEPENDENT", "SIGNING_DEPENDENT"), (refused.Code, sent.Code));
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task The_first_write_of_a_single_document_prepares_its_unsigned_beginning_too()
    {
        using var key = Seeds.Key("new here");
        var caller = social.Node.SigningWith(key);
        var variables = new { content = new { name = "New" } };

        var prepared = await caller.PrepareAsync(SocialWrites.SetProfile, variables);
        var answer = await caller.SendAsync(SocialWrites.SetProfile, variables, caller.Sign(prepared));
        var again = await caller.PrepareAsync(SocialWrites.SetProfile, variables);

        Assert.Equal(["setProfile", "setProfile"], prepared.Select(item => item.Path));
        Assert.Null(prepared[0].Protected);
        Assert.Equal($$"""{"alg":"EdDSA","kid":"{{key.Kid}}"}""", prepared[1].Protected);
        Assert.All(prepared, item => Assert.Equal(key.Did.Text, item.Signer));
        Assert.Equal("New", answer.Data.Text("setProfile.document.name"));
        Assert.Equal(key.Did.Text, answer.Data.Text("setProfile.document.account.id"));
        Assert.Single(again);
    }

    [Fact]
    public async Task A_key_likes_a_post()
    {
        var post = await social.As(social.Ada).PostAsync("To be liked");

        var liked = await Grace.WriteAsync(SocialWrites.SetLike, new { content = new { postID = post } });

        Assert.Equal("To be liked", liked.Data.Text("setLike.document.post.title"));
        Assert.Equal(_key.Did.Text, liked.Data.Text("setLike.document.author.id"));
    }

    [Fact]
    public async Task Preparation_answers_events_beside_null_and_stores_nothing()
    {
        var before = await social.Node.FootprintAsync();

        var answer = await Grace.TryPrepareAsync(
            SocialWrites.CreatePost,
            new { content = SocialWrites.Post("Only prepared") }
        );

        Assert.Equal(JsonValueKind.Null, answer.Body.At("data").ValueKind);
        Assert.Empty(answer.Errors);
        Assert.Null(answer.Position);
        Assert.Single(answer.Body.Items("extensions.signing.events"));
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task Several_fields_prepare_their_events_in_order_and_are_written_in_order()
    {
        const string Mutation = """
            mutation ($one: PostInput!, $two: PostInput!) {
              one: createPost(input: { content: $one }) { document { title } }
              two: createPost(input: { content: $two }) { document { title } }
            }
            """;
        var variables = new { one = SocialWrites.Post("first"), two = SocialWrites.Post("second") };

        var prepared = await Grace.PrepareAsync(Mutation, variables);
        var answer = await Grace.SendAsync(Mutation, variables, Grace.Sign(prepared));

        Assert.Equal([("0", "one"), ("1", "two")], prepared.Select(item => (item.Id, item.Path)));
        Assert.Equal("first", answer.Data.Text("one.document.title"));
        Assert.Equal("second", answer.Data.Text("two.document.title"));
    }

    [Fact]
    public async Task A_field_that_builds_on_another_of_the_request_cannot_be_prepared()
    {
        var id = (
            await Grace.WriteAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("twice") })
        ).Data.Text("createPost.document.id");
        const string Mutation = """
            mutation ($id: ID!) {
              first: updatePost(input: { id: $id, content: { title: "one" } }) { document { id } }
              second: updatePost(input: { id: $id, content: { title: "two" } }) { document { id } }
            }
            """;

        var answer = await Grace.TryPrepareAsync(Mutation, new { id });

        Assert.Equal("SIGNING_DEPENDENT", answer.Code);
        Assert.Contains(id!, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_signed_for_another_request_do_not_fit()
    {
        var prepared = await Grace.PrepareAsync(SocialWrites.CreatePost, Named("asked"));

        await RefusesAsync(
            "SIGNING_MISMATCH",
            () => Grace.SendAsync(SocialWrites.CreatePost, Named("sent"), Grace.Sign(prepared))
        );
    }

    [Fact]
    public async Task A_block_changed_by_one_bit_does_not_fit()
    {
        var prepared = await Grace.PrepareAsync(SocialWrites.CreatePost, Named("bits"));
        var signed = Grace.Sign(prepared)[0];

        for (var i = 0; i < signed.Block.Length; i += 7)
        {
            var bent = (byte[])signed.Block.Clone();
            bent[i] ^= 1;
            var answer = await SendAsync(signed with { Block = bent });
            // In the random part of the init event the block stays one that this request could make; only the signature does not fit then.
            Assert.Contains(answer.Code, new[] { "MALFORMED_EVENT", "SIGNING_MISMATCH", "INVALID_SIGNATURE" });
        }

        Task<GraphQLAnswer> SendAsync(SignedEvent bent) =>
            Grace.SendAsync(SocialWrites.CreatePost, Named("bits"), [bent]);
    }

    [Fact]
    public async Task Fewer_events_than_the_request_makes_do_not_fit()
    {
        using var key = Seeds.Key("counts events");
        var caller = social.Node.SigningWith(key);
        var variables = new { content = new { name = "Count" } };
        var signed = caller.Sign(await caller.PrepareAsync(SocialWrites.SetProfile, variables));

        await RefusesAsync("SIGNING_MISMATCH", () => caller.SendAsync(SocialWrites.SetProfile, variables, []));
        await RefusesAsync("SIGNING_MISMATCH", () => caller.SendAsync(SocialWrites.SetProfile, variables, [signed[1]]));
    }

    [Fact]
    public async Task Without_its_signature_an_event_does_not_fit()
    {
        var signed = Grace.Sign(await Grace.PrepareAsync(SocialWrites.CreatePost, Named("bare")));

        await RefusesAsync(
            "SIGNING_MISMATCH",
            () => Grace.SendAsync(SocialWrites.CreatePost, Named("bare"), [signed[0] with { Signature = null }])
        );
    }

    [Fact]
    public async Task The_signature_of_another_key_is_refused()
    {
        var prepared = await Grace.PrepareAsync(SocialWrites.CreatePost, Named("forged"));

        await RefusesAsync(
            "INVALID_SIGNATURE",
            () => Grace.SendAsync(SocialWrites.CreatePost, Named("forged"), Heidi.Sign(prepared))
        );
        var underAnotherName = prepared.Select(item => item with { Protected = HeaderOf(_otherKey) });
        await RefusesAsync(
            "WRONG_SIGNER",
            () => Grace.SendAsync(SocialWrites.CreatePost, Named("forged"), Heidi.Sign(underAnotherName))
        );
    }

    [Fact]
    public async Task An_event_prepared_before_the_tip_moved_conflicts()
    {
        var created = await Grace.WriteAsync(SocialWrites.CreatePost, Named("moving"));
        var id = created.Data.Text("createPost.document.id");
        var variables = new { input = new { id, content = new { title = "late" } } };
        var signed = Grace.Sign(await Grace.PrepareAsync(SocialWrites.UpdatePost, variables));
        await Grace.WriteAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "early" } } });

        await RefusesAsync("CONFLICT", () => Grace.SendAsync(SocialWrites.UpdatePost, variables, signed));
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok;
        Assert.Equal("early", state.Text("state.content.title"));
    }

    [Fact]
    public async Task A_signed_request_sent_twice_is_written_once()
    {
        var variables = Named("once");
        var signed = Grace.Sign(await Grace.PrepareAsync(SocialWrites.CreatePost, variables));

        var first = await Grace.SendAsync(SocialWrites.CreatePost, variables, signed);
        var before = await social.Node.FootprintAsync();
        var second = await Grace.SendAsync(SocialWrites.CreatePost, variables, signed);

        Assert.Equal(first.Data.Text("createPost.document.id"), second.Data.Text("createPost.document.id"));
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task A_session_key_signs_with_the_capability_that_it_adds_itself()
    {
        var session = social.SessionOf(social.Bob, "Post");
        var bob = social.Node.Claiming(social.Bob.Did);
        var variables = Named("By Bob's session");
        var asked = new KeyCaller(bob, session.Signer);

        var prepared = Assert.Single(await asked.PrepareAsync(SocialWrites.CreatePost, variables));
        var header = Encoding.UTF8.GetString(
            ProtectedHeader.Write(session.Signer.Algorithm, session.Signer.Kid, session.Capability.Block.Cid)
        );
        var signed = asked.Sign([prepared with { Protected = header }])[0] with
        {
            Capability = session.Capability.Block.Bytes.ToArray(),
        };
        var answer = await asked.SendAsync(SocialWrites.CreatePost, variables, [signed]);

        var id = answer.Data.Text("createPost.document.id");
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok;
        Assert.Equal(social.Bob.Did.Text, state.Text("state.metadata.controllers.0"));
    }

    [Theory]
    [InlineData("\"sign\"")]
    [InlineData("{}")]
    [InlineData("{\"events\":{}}")]
    [InlineData("{\"events\":[1]}")]
    [InlineData("{\"events\":[{\"id\":\"0\"}]}")]
    [InlineData("{\"events\":[{\"id\":\"0\",\"block\":\"*\"}]}")]
    [InlineData("{\"events\":[{\"id\":\"0\",\"block\":\"oA\",\"signature\":7}]}")]
    public async Task Anything_else_as_signing_is_malformed(string signing)
    {
        var extensions = new { signing = JsonElement.Parse(signing) };

        await RefusesAsync(
            "SIGNING_MALFORMED",
            () => social.Node.Claiming(_key.Did).AskAsync(SocialWrites.CreatePost, Named("malformed"), extensions)
        );
    }

    [Fact]
    public async Task Preparation_needs_somebody_to_prepare_for()
    {
        await RefusesAsync(
            "SIGNING_MALFORMED",
            () => social.Node.Anonymous.AskAsync(SocialWrites.CreatePost, Named("nobody"), new { signing = "prepare" })
        );
    }

    [Fact]
    public async Task A_claim_alone_does_not_write()
    {
        await RefusesAsync(
            "UNAUTHENTICATED",
            () => social.Node.Claiming(social.Ada.Did).AskAsync(SocialWrites.CreatePost, Named("claimed"))
        );
        await RefusesAsync(
            "UNAUTHENTICATED",
            () => social.Node.Anonymous.AskAsync(SocialWrites.CreatePost, Named("anonymous"))
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _otherKey.Dispose();
    }

    static object Named(string title) => new { content = SocialWrites.Post(title) };

    static string HeaderOf(ISigner signer) =>
        Encoding.UTF8.GetString(ProtectedHeader.Write(signer.Algorithm, signer.Kid));

    async Task RefusesAsync(string code, Func<Task<GraphQLAnswer>> send)
    {
        var before = await social.Node.FootprintAsync();

        var answer = await send();

        Assert.Equal(code, answer.Code);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }
}
