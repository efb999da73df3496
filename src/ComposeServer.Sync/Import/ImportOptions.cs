using ComposeServer.Ipld.Car;

namespace ComposeServer.Sync.Import;

/// <summary>What an import takes and keeps at most.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Bytes of blocks and events that are kept until their partner comes. Default 256 MB. Beside it a quarter as much of blocks that were
    /// used and may be used again, and two batches.
    /// </summary>
    public long WindowBytes { get; init; } = 256_000_000;

    /// <summary>Bytes of one file. Default: no limit.</summary>
    public long FileBytesMax { get; init; } = long.MaxValue;

    /// <summary>Blocks of one file. Default 1,000,000,000.</summary>
    public long FileBlocksMax { get; init; } = 1_000_000_000;

    /// <summary>Bytes of one block. Default 1 MiB; the intake takes less of an event's own.</summary>
    public int BlockBytesMax { get; init; } = 1 << 20;

    /// <summary>Events that are ordered and handed over together. Default 4,096.</summary>
    public int BatchEventsMax { get; init; } = 4_096;

    /// <summary>Bytes of them. Default 16 MB.</summary>
    public long BatchBytesMax { get; init; } = 16_000_000;

    /// <summary>Streams whose events are handed over at the same time. Default 2,048: enough for commit groups of a thousand events.</summary>
    public int ChainsInFlightMax { get; init; } = 2_048;

    /// <summary>
    /// Whether a time event is kept, unverified, of whose proof some blocks are nowhere to be had. Default: it is not. Whoever gives it
    /// could as well have no proof at all, so its time orders nothing.
    /// </summary>
    public bool KeepsPartialProofs { get; init; }

    internal CarLimits Car =>
        new()
        {
            BlockBytesMax = BlockBytesMax,
            TotalBytesMax = FileBytesMax,
            BlocksMax = FileBlocksMax,
        };
}
