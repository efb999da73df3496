using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams.Events;

/// <summary>Turns payloads into signed events.</summary>
public static class EventSigner
{
    /// <summary>Signs a payload's name.</summary>
    /// <param name="signer">The key of the controller, or of a session of it.</param>
    /// <param name="payload">The dag-cbor block.</param>
    /// <param name="capability">The block of the capability that the session writes under; null when the controller's own key signs.</param>
    public static EventBlocks Sign(ISigner signer, Block payload, Block? capability = null) =>
        new(signer.SignEvent(payload.Cid, capability?.Cid).ToBlock(), payload, capability);
}
