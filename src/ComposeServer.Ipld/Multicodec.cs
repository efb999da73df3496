namespace ComposeServer.Ipld;

/// <summary>Content codes of CIDs that occur in streams. Source: the multicodec table.</summary>
public static class Multicodec
{
    /// <summary>Bytes without structure.</summary>
    public const ulong Raw = 0x55;

    /// <summary>Old UnixFS nodes; CID v0 implies it.</summary>
    public const ulong DagPb = 0x70;

    /// <summary>Payloads, unsigned init events, time events, proofs, capabilities.</summary>
    public const ulong DagCbor = 0x71;

    /// <summary>Signature envelopes.</summary>
    public const ulong DagJose = 0x85;

    /// <summary>An Ethereum transaction, named by its Keccak-256 hash.</summary>
    public const ulong EthTx = 0x93;

    /// <summary>DAG-JSON.</summary>
    public const ulong DagJson = 0x0129;
}
