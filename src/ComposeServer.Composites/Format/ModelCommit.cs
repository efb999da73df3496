using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Composites.Format;

/// <summary>One signed event of a model stream, as a composite carries it.</summary>
/// <param name="Jws">The envelope; its payload is the CID of <paramref name="Linked"/>.</param>
/// <param name="Linked">The dag-cbor block that was signed.</param>
/// <param name="Capability">The CACAO under which it was signed, when it came along. The JS tools leave it out (quirk Q34).</param>
public sealed record ModelCommit(DagJws Jws, Block Linked, Block? Capability = null);
