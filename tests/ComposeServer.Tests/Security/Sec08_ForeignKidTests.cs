using ComposeServer.Identity;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;
using ComposeServer.Tests.Identity.Jose;

namespace ComposeServer.Tests.Security;

/// <summary>The DID of <c>kid</c> is the controller or the audience of its capability, and the fragment is a key of that DID's document.</summary>
public class Sec08_ForeignKidTests
{
    [Theory]
    [InlineData("OTHER", IdentityCode.WrongSigner)]
    [InlineData("DID", IdentityCode.InvalidSignature)]
    [InlineData("DID#KEY", IdentityCode.InvalidSignature)]
    [InlineData("DID#another", IdentityCode.InvalidKid)]
    [InlineData("DID#OTHERKEY", IdentityCode.InvalidKid)]
    [InlineData("OTHER#KEY", IdentityCode.InvalidKid)]
    [InlineData("DID?versionId=1#KEY", IdentityCode.InvalidKid)]
    [InlineData("did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec569", IdentityCode.UnsupportedDidMethod)]
    [InlineData("did:web:example.org#key", IdentityCode.UnsupportedDidMethod)]
    public async Task A_kid_that_is_not_the_controllers_key_is_refused(string kid, string code)
    {
        using var controller = Samples.Signer("EdDSA", "controller");
        using var stranger = Samples.Signer("EdDSA", "stranger");
        await using var node = new IntakeLab(new ManualClock(Samples.Noon));
        var payload = ModelEvents.Init(ModelSample.Definition(), controller.Did);
        var text = kid.Replace("OTHERKEY", stranger.Did.SpecificPart.ToString(), StringComparison.Ordinal)
            .Replace("OTHER", stranger.Did.Text, StringComparison.Ordinal)
            .Replace("DID", controller.Did.Text, StringComparison.Ordinal)
            .Replace("KEY", controller.Did.SpecificPart.ToString(), StringComparison.Ordinal);
        var envelope = SignedHeader.Sign(stranger, $$"""{"alg":"EdDSA","kid":"{{text}}"}""", payload.Cid);

        Assert.Equal(code, await node.RefuseAsync(new EventBlocks(envelope.ToBlock(), payload)));
        Assert.Equal(0, await node.CountAsync());
    }
}
