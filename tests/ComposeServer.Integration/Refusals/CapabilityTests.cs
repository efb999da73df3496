using System.Buffers.Text;
using System.Text;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>What a capability covers: exactly what it says, for exactly whom it names.</summary>
public class CapabilityTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Theory]
    [InlineData("ceramic://*")]
    [InlineData("ceramic://*?model=POST")]
    public async Task A_resource_that_covers_the_model_is_enough(string resource)
    {
        using var session = SessionFor(resource);

        _ = (await AskAsync(session)).Data;
        _ = (await CreateAsync(session)).Ok;
    }

    [Theory]
    [InlineData("ceramic://*?model=PROFILE")]
    [InlineData("ceramic://*?model=POST&model=PROFILE")]
    [InlineData("ceramic://*?model=POST&x=1")]
    [InlineData("ceramic://*?model=POST/")]
    [InlineData("ceramic://*?model=POST#")]
    [InlineData("ceramic://*?model=POS")]
    [InlineData("ceramic://*?model=")]
    [InlineData("ceramic://*?model=*")]
    [InlineData("ceramic://*?models=POST")]
    [InlineData("ceramic://*?MODEL=POST")]
    [InlineData("ceramic://*?model=%50OST")]
    [InlineData("ceramic://?model=POST")]
    [InlineData("ceramic:///*?model=POST")]
    [InlineData("ceramic:*?model=POST")]
    [InlineData("ceramic://POST")]
    [InlineData("CERAMIC://*?model=POST")]
    [InlineData("CERAMIC://*")]
    [InlineData("Ceramic://*")]
    [InlineData("ceramic://**")]
    [InlineData("ceramic://*/")]
    [InlineData("ceramic://*?")]
    [InlineData("ceramic://%2A")]
    [InlineData("ceramic://")]
    [InlineData("ceramic:")]
    [InlineData("ceramics://*")]
    [InlineData("http://*")]
    [InlineData("*")]
    public async Task A_resource_that_only_looks_like_it_is_not(string resource)
    {
        using var session = SessionFor(resource);

        await social.RefuseAsync(
            "CAPABILITY_NOT_PERMITTED",
            "does not have appropriate permissions",
            () => AskAsync(session),
            () => CreateAsync(session)
        );
    }

    [Fact]
    public async Task A_capability_for_another_session_key_does_not_help()
    {
        using var thief = Seeds.Key("has seen Ada's capability");
        var session = social.SessionOf(social.Ada);
        var capability = session.Capability.Block;
        var claimed = new KeyCaller(social.Node.Claiming(social.Ada.Did), thief);
        var variables = new { content = SocialWrites.Post("with a stolen capability") };

        await social.RefuseAsync(
            "WRONG_SIGNER",
            "not a valid verificationMethod",
            async () =>
            {
                var header = ProtectedHeader.Write(thief.Algorithm, thief.Kid, capability.Cid);
                var prepared = await claimed.PrepareAsync(SocialWrites.CreatePost, variables);
                var signed = claimed.Sign(
                    prepared.Select(item => item with { Protected = Encoding.UTF8.GetString(header) })
                );
                return await claimed.SendAsync(
                    SocialWrites.CreatePost,
                    variables,
                    [signed[0] with { Capability = capability.Bytes.ToArray() }]
                );
            },
            () =>
            {
                var payload = new EventAuthor(session).Create(social.Model("Post"), variables.content).Linked!.Value;
                return social.Node.Api.CreateAsync(StreamType.Document, EventSigner.Sign(thief, payload, capability));
            }
        );
    }

    [Fact]
    public async Task The_capability_of_another_account_does_not_help()
    {
        var eve = social.SessionOf(social.Bob);
        var state = (await CreateAsync(social.SessionOf(social.Ada))).Ok;

        var reply = await social.Node.Api.CommitAsync(
            state.Text("streamId")!,
            new EventAuthor(eve).Change(state.At("state"), """[{"op":"remove","path":"/title"}]""")
        );

        Assert.Equal("WRONG_SIGNER", reply.Code);
    }

    [Theory]
    [InlineData("did:pkh:eip155:1:ADDRESS", "did:pkh:eip155:137:ADDRESS", "CAPABILITY_SIGNATURE_INVALID")]
    [InlineData("eip191", "eip1271", "UNSUPPORTED_CAPABILITY")]
    [InlineData("\"0x", "\"0x00", "CAPABILITY_SIGNATURE_INVALID")]
    [InlineData("tests.example", "tests.examplf", "CAPABILITY_SIGNATURE_INVALID")]
    public async Task A_capability_changed_in_any_place_is_no_longer_signed(string from, string to, string code)
    {
        var session = social.SessionOf(social.Ada);
        var address = social.Ada.Did.Text[(social.Ada.Did.Text.LastIndexOf(':') + 1)..];
        var json = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(session.Serialize()));
        var changed = json.Replace(
            from.Replace("ADDRESS", address, StringComparison.Ordinal),
            to.Replace("ADDRESS", address, StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.NotEqual(json, changed);
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(changed));
        Assert.True(DidSession.TryParse(text, out var bent, out _));

        using (bent)
            await social.RefuseAsync(code, "", () => AskAsync(bent), () => CreateAsync(bent));
    }

    DidSession SessionFor(string resource) =>
        social.Ada.NewSession(
            social.Clock,
            resource
                .Replace("POST", social.Model("Post").ToString(), StringComparison.Ordinal)
                .Replace("PROFILE", social.Model("Profile").ToString(), StringComparison.Ordinal)
        );

    Task<GraphQLAnswer> AskAsync(DidSession session) =>
        social.Node.With(session).AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("covered?") });

    Task<ApiReply> CreateAsync(DidSession session) =>
        social.Node.Api.CreateAsync(
            StreamType.Document,
            new EventAuthor(session).Create(social.Model("Post"), SocialWrites.Post("covered?"))
        );
}
