namespace ComposeServer.Anchoring.Verification;

/// <summary>When a transaction counts, and what is remembered.</summary>
public sealed record TimeProofOptions
{
    /// <summary>Blocks from the transaction's to the newest, both counted, before its time counts. Default 4.</summary>
    public long DepthMin { get; init; } = 4;

    /// <summary>Blocks, counted alike, after which no chain drops it: then it is never asked for again. Default 96, above two epochs of Ethereum.</summary>
    public long DepthFinal { get; init; } = 96;

    /// <summary>Bytes of transactions remembered. Default 8 MiB: some 20,000.</summary>
    public long CacheSizeBytesMax { get; init; } = 8 << 20;

    /// <summary>What counts not yet is not final either.</summary>
    internal long FinalFrom => long.Max(DepthMin, DepthFinal);
}
