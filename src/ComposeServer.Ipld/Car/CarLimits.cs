namespace ComposeServer.Ipld.Car;

/// <summary>What a CAR may hold. A reader stops at the first byte beyond.</summary>
public sealed record CarLimits
{
    /// <summary>The defaults: what an HTTP request may carry.</summary>
    public static CarLimits Default { get; } = new();

    /// <summary>One block without its CID, in bytes. Default 1 MiB.</summary>
    public int BlockBytesMax { get; init; } = 1 << 20;

    /// <summary>All of the file, in bytes. Default 64 MiB.</summary>
    public long TotalBytesMax { get; init; } = 64L << 20;

    /// <summary>Number of blocks. Default 65,536.</summary>
    public long BlocksMax { get; init; } = 1 << 16;

    /// <summary>The header, in bytes: about 1,500 roots. Default 64 KiB.</summary>
    public int HeaderBytesMax { get; init; } = 1 << 16;

    /// <summary>A block's CID, in bytes. Default 128; a usual one has 36.</summary>
    public int CidBytesMax { get; init; } = 128;

    internal long SectionBytesMax => long.Min((long)BlockBytesMax + CidBytesMax, Array.MaxLength);
}
