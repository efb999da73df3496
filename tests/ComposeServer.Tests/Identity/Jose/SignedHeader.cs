using System.Text;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Identity.Jose;

/// <summary>Envelopes whose header is any text, with a signature that is right for it.</summary>
static class SignedHeader
{
    public static DagJws Sign(ISigner signer, string header, Cid payload) =>
        Sign(signer, Encoding.UTF8.GetBytes(header), payload);

    public static DagJws Sign(ISigner signer, byte[] header, Cid payload) =>
        new(payload, [new(header, signer.Sign(DagJws.SigningInput(header, payload.Bytes)))]);
}
