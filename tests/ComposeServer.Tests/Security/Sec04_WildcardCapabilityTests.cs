using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>Who obtained a capability for <c>ceramic://*</c> may write everything of its account: taken as the stock clients ask for it, told, and refused where the operator says so.</summary>
public class Sec04_WildcardCapabilityTests
{
    [Fact]
    public async Task It_is_taken_and_told_to_the_operator()
    {
        using var session = Samples.Session();
        var audit = new Listener();
        await using var node = new IntakeLab(new ManualClock(Samples.Noon), null, audit);
        var model = ModelEvents.Init(ModelSample.Definition(), session.Parent);

        await node.TakeAsync(EventSigner.Sign(session.Signer, model, session.Capability.Block));

        Assert.Equal([session.Capability.Cid], audit.Told);
    }

    [Fact]
    public async Task It_is_refused_on_a_server_that_forbids_it()
    {
        using var session = Samples.Session();
        await using var node = new IntakeLab(new ManualClock(Samples.Noon), new() { ForbidWildcard = true });
        var model = ModelEvents.Init(ModelSample.Definition(), session.Parent);

        var code = await node.RefuseAsync(EventSigner.Sign(session.Signer, model, session.Capability.Block));

        Assert.Equal(IdentityCode.WildcardForbidden, code);
        Assert.Equal(0, await node.CountAsync());
    }

    sealed class Listener : ICapabilityAudit
    {
        public List<Cid> Told { get; } = [];

        public void WildcardUsed(Cacao capability) => Told.Add(capability.Cid);
    }
}
