using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;

namespace ComposeServer.Tests.Sync;

/// <summary>Events that look right and are not.</summary>
static class SyncForgery
{
    /// <summary>The same payload under a signature of which one bit differs.</summary>
    public static EventBlocks WithOtherSignature(EventBlocks honest)
    {
        Assert.True(DagJws.TryRead(honest.Event.Bytes, DagCborRules.Strict, out var jws, out _));
        var signature = jws.Signatures[0].Signature.ToArray();
        signature[10] ^= 1;
        var forged = new DagJws(jws.Link, [jws.Signatures[0] with { Signature = signature }]);
        return honest with { Event = forged.ToBlock() };
    }
}
