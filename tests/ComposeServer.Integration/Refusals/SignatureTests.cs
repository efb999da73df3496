using System.Text;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>Who may not write, whichever road they take.</summary>
public sealed class SignatureTests(SocialNode social) : IClassFixture<SocialNode>, IDisposable
{
    readonly Ed25519Signer _key = Seeds.Key("Grace");
    readonly Ed25519Signer _otherKey = Seeds.Key("Heidi");

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    public async Task A_signature_with_one_bit_turned_over(int at)
    {
        await RefuseAsync("INVALID_SIGNATURE", "invalid_signature", HeaderOf(_key), signature => Bent(signature, at));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(4096)]
    public async Task A_signature_of_another_length(int length)
    {
        await RefuseAsync(
            "INVALID_SIGNATURE",
            "invalid_signature",
            HeaderOf(_key),
            signature =>
            {
                Array.Resize(ref signature, length);
                return signature;
            }
        );
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID"}""", "ALGORITHM_MISMATCH", "the key signs EdDSA")]
    [InlineData("""{"alg":"HS256","kid":"KID"}""", "ALGORITHM_MISMATCH", "the key signs EdDSA")]
    [InlineData("""{"alg":"ES256K","kid":"KID"}""", "ALGORITHM_MISMATCH", "the key signs EdDSA")]
    [InlineData("""{"alg":"eddsa","kid":"KID"}""", "ALGORITHM_MISMATCH", "the key signs EdDSA")]
    [InlineData("""{"alg":"EdDSA"}""", "MISSING_KID", "kid")]
    [InlineData("""{"kid":"KID"}""", "INVALID_JWS", "alg")]
    [InlineData("""{"alg":"EdDSA","kid":"KID","kid":"KID"}""", "INVALID_JWS", "kid")]
    [InlineData("""{"alg":"EdDSA","crit":["exp"],"exp":1,"kid":"KID"}""", "INVALID_JWS", "crit")]
    [InlineData("""{"alg":"EdDSA","b64":false,"kid":"KID"}""", "INVALID_JWS", "b64")]
    [InlineData("""{"alg":"EdDSA","kid":"OTHER"}""", "WRONG_SIGNER", "not a valid verificationMethod")]
    [InlineData("""{"alg":"EdDSA","kid":"did:key:z6Mk"}""", "UNSUPPORTED_KEY", "did:key")]
    [InlineData("""{"alg":"EdDSA","kid":"did:web:example.com#1"}""", "UNSUPPORTED_DID_METHOD", "did:web")]
    [InlineData("[]", "INVALID_JWS", "object")]
    [InlineData("{", "INVALID_JWS", "JSON")]
    public async Task A_header_that_says_something_else(string header, string code, string naming)
    {
        header = header
            .Replace("KID", _key.Kid, StringComparison.Ordinal)
            .Replace("OTHER", _otherKey.Kid, StringComparison.Ordinal);

        await RefuseAsync(code, naming, header, signature => signature);
    }

    [Fact]
    public async Task Somebody_else_changes_a_document()
    {
        var id = await social.As(social.Ada).PostAsync("Ada's");
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.At("state");
        var bob = social.SessionOf(social.Bob);

        await social.RefuseAsync(
            "WRONG_SIGNER",
            social.Ada.Did.Text,
            () =>
                social
                    .Node.With(bob)
                    .AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "Bob's" } } }),
            () =>
                social.Node.Api.CommitAsync(
                    id,
                    new EventAuthor(bob).Change(state, """[{"op":"replace","path":"/title","value":"Bob's"}]""")
                )
        );
    }

    [Fact]
    public async Task Somebody_else_begins_a_document_for_an_account()
    {
        var bob = social.SessionOf(social.Bob);
        var post = SocialWrites.Post("Put into Ada's mouth");
        var claimed = new KeyCaller(social.Node.Claiming(social.Ada.Did), bob.Signer);

        await social.RefuseAsync(
            "WRONG_SIGNER",
            social.Ada.Did.Text,
            () => SendPreparedAsync(claimed, bob, post),
            () =>
                social.Node.Api.CreateAsync(
                    StreamType.Document,
                    new EventAuthor(bob).Create(social.Model("Post"), social.Ada.Did, post)
                )
        );
    }

    [Fact]
    public async Task A_session_for_another_model()
    {
        var narrow = social.SessionOf(social.Ada, "Profile", "Comment");

        await RefuseAsync("CAPABILITY_NOT_PERMITTED", "does not have appropriate permissions", narrow);
    }

    [Fact]
    public async Task A_session_for_another_document()
    {
        var (mine, other) = (
            await social.As(social.Ada).PostAsync("may be changed"),
            await social.As(social.Ada).PostAsync("may not")
        );
        using var session = social.Ada.NewSession(social.Clock, $"ceramic://{mine}");
        var ada = social.Node.With(session);
        _ = (await UpdateAsync(mine)).Data;
        var state = (await social.Node.Api.GetAsync($"streams/{other}")).Ok.At("state");

        await social.RefuseAsync(
            "CAPABILITY_NOT_PERMITTED",
            "does not have appropriate permissions",
            () => UpdateAsync(other),
            () =>
                social.Node.Api.CommitAsync(
                    other,
                    new EventAuthor(session).Change(state, """[{"op":"replace","path":"/title","value":"no"}]""")
                )
        );

        Task<GraphQLAnswer> UpdateAsync(string id) =>
            ada.AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "changed" } } });
    }

    [Fact]
    public async Task A_session_that_was_widened_after_its_wallet_signed()
    {
        var narrow = social.SessionOf(social.Ada, "Profile");
        var members = System.Text.Json.Nodes.JsonNode.Parse(
            System.Buffers.Text.Base64Url.DecodeFromChars(narrow.Serialize())
        )!;
        members["cacao"]!["p"]!["resources"]![0] = "ceramic://*";
        var text = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(members.ToJsonString()));
        Assert.True(DidSession.TryParse(text, out var widened, out _));
        using (widened)
            await RefuseAsync("CAPABILITY_SIGNATURE_INVALID", "Signature does not belong to issuer", widened);
    }

    [Fact]
    public async Task A_capability_that_the_signature_does_not_name()
    {
        var session = social.SessionOf(social.Ada);
        var other = social.SessionOf(social.Ada);
        var post = SocialWrites.Post("under another capability");
        var blocks = new EventAuthor(session).Create(social.Model("Post"), post);
        var claimed = new KeyCaller(social.Node.Claiming(social.Ada.Did), session.Signer);

        await social.RefuseAsync(
            "CAPABILITY_MISMATCH",
            other.Capability.Cid.ToString(),
            () => SendPreparedAsync(claimed, session, post, other),
            () => social.Node.Api.CreateAsync(StreamType.Document, blocks with { Capability = other.Capability.Block })
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _otherKey.Dispose();
    }

    /// <summary>A new post in Grace's name, with a header and a signature as wanted.</summary>
    Task RefuseAsync(string code, string naming, string header, Func<byte[], byte[]> change)
    {
        var caller = social.Node.SigningWith(_key);
        var variables = new { content = SocialWrites.Post("not signed right") };
        return social.RefuseAsync(
            code,
            naming,
            async () =>
            {
                var prepared = await caller.PrepareAsync(SocialWrites.CreatePost, variables);
                var signed = caller.Sign(prepared.Select(item => item with { Protected = header }))[0];
                return await caller.SendAsync(
                    SocialWrites.CreatePost,
                    variables,
                    [signed with { Signature = change(signed.Signature!) }]
                );
            },
            () =>
            {
                var payload = new EventAuthor(_key)
                    .Create(social.Model("Post"), SocialWrites.Post("not signed right"))
                    .Linked!.Value;
                var bytes = Encoding.UTF8.GetBytes(header);
                var signature = change(_key.Sign(DagJws.SigningInput(bytes, payload.Cid.Bytes)));
                var envelope = new DagJws(payload.Cid, [new(bytes, signature)]);
                return social.Node.Api.CreateAsync(StreamType.Document, new EventBlocks(envelope.ToBlock(), payload));
            }
        );
    }

    /// <summary>A new post in a session.</summary>
    Task RefuseAsync(string code, string naming, DidSession session) =>
        social.RefuseAsync(
            code,
            naming,
            () =>
                social
                    .Node.With(session)
                    .AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("not allowed") }),
            () =>
                social.Node.Api.CreateAsync(
                    StreamType.Document,
                    new EventAuthor(session).Create(social.Model("Post"), SocialWrites.Post("not allowed"))
                )
        );

    /// <summary>Prepared in the name that the caller claims, signed by a session's key under the session's capability; another may be sent along.</summary>
    static async Task<GraphQLAnswer> SendPreparedAsync(
        KeyCaller caller,
        DidSession session,
        object content,
        DidSession? sent = null
    )
    {
        var header = ProtectedHeader.Write(session.Signer.Algorithm, session.Signer.Kid, session.Capability.Cid);
        var prepared = await caller.PrepareAsync(SocialWrites.CreatePost, new { content });
        var signed = caller.Sign(prepared.Select(item => item with { Protected = Encoding.UTF8.GetString(header) }));
        return await caller.SendAsync(
            SocialWrites.CreatePost,
            new { content },
            [.. signed.Select(item => item with { Capability = (sent ?? session).Capability.Block.Bytes.ToArray() })]
        );
    }

    static string HeaderOf(ISigner signer) =>
        Encoding.UTF8.GetString(ProtectedHeader.Write(signer.Algorithm, signer.Kid));

    static byte[] Bent(byte[] bytes, int at)
    {
        bytes[at] ^= 1;
        return bytes;
    }
}
