using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Identity.Capabilities;

public class WildcardWatchTests
{
    static readonly Cid Payload = Samples.Payload();
    readonly Listener _told = new();

    [Fact]
    public void A_capability_for_everything_is_accepted_and_told_once()
    {
        using var session = Samples.Session();
        var signatures = Open(new());

        for (var events = 0; events < 3; events++)
            Assert.IsType<SignatureVerdict.Valid>(Judge(signatures, session));

        Assert.Equal([session.Capability.Cid], _told.Cids);
    }

    [Fact]
    public void Each_capability_for_everything_is_told()
    {
        using var one = Samples.Session(key: "one");
        using var other = Samples.Session(key: "other");
        var signatures = Open(new());

        Judge(signatures, one);
        Judge(signatures, other);

        Assert.Equal([one.Capability.Cid, other.Capability.Cid], _told.Cids);
    }

    [Fact]
    public void A_capability_for_one_model_is_not_told()
    {
        using var session = Samples.Session(resources: $"ceramic://*?model={Samples.ModelId}");

        Assert.IsType<SignatureVerdict.Valid>(Judge(Open(new()), session));

        Assert.Empty(_told.Cids);
    }

    [Fact]
    public void What_is_refused_is_not_told()
    {
        using var session = Samples.Session();
        using var thief = Samples.Signer("EdDSA", "thief");
        var header = ProtectedHeader.Write("EdDSA", session.Signer.Kid, session.Capability.Cid);
        var forged = new DagJws(Payload, [new(header, thief.Sign(DagJws.SigningInput(header, Payload.Bytes)))]);

        Assert.IsType<SignatureVerdict.Refused>(Judge(Open(new()), session, forged));
        Assert.IsType<SignatureVerdict.Refused>(Judge(Open(new() { ForbidWildcard = true }), session));

        Assert.Empty(_told.Cids);
    }

    EventSignatures Open(CapabilityOptions options) => new(new CapabilityVerifier(options), options, _told);

    static SignatureVerdict Judge(EventSignatures signatures, DidSession session, DagJws? envelope = null) =>
        signatures.Verify(
            envelope ?? session.Signer.SignEvent(Payload, session.Capability.Cid),
            Payload,
            session.Capability,
            session.Parent,
            Samples.Scope,
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        );

    sealed class Listener : ICapabilityAudit
    {
        public List<Cid> Cids { get; } = [];

        public void WildcardUsed(Cacao capability) => Cids.Add(capability.Cid);
    }
}
