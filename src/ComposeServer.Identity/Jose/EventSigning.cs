using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Identity.Jose;

/// <summary>Signs events: a JWS whose payload is the CID of the event's payload block.</summary>
public static class EventSigning
{
    /// <summary>Signs the name of a payload block.</summary>
    /// <param name="signer">The key.</param>
    /// <param name="payload">CID of the dag-cbor block.</param>
    /// <param name="capability">CID of the capability under which the key writes for another DID, or null.</param>
    /// <returns>The envelope, one signature.</returns>
    /// <remarks>Source: spec ceramic.md 1.3.</remarks>
    public static DagJws SignEvent(this ISigner signer, Cid payload, Cid? capability = null)
    {
        var header = ProtectedHeader.Write(signer.Algorithm, signer.Kid, capability);
        return new DagJws(payload, [new(header, signer.Sign(DagJws.SigningInput(header, payload.Bytes)))]);
    }
}
