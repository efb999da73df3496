namespace ComposeServer.Json.Patch;

/// <summary>What a patch may cost. Everything beyond is refused with a code of <see cref="PatchErrorCode"/>.</summary>
public sealed record PatchLimits
{
    /// <summary>Segments of all paths of one patch together, counted when it is read: each becomes a text of its own.</summary>
    public const int SegmentsMax = 100_000;

    /// <summary>The defaults.</summary>
    public static PatchLimits Default { get; } = new();

    /// <summary>Bytes of the document as compact JSON, after each operation. Default 16,000,000, the content limit of the JS node.</summary>
    public int SizeBytesMax { get; init; } = 16_000_000;

    /// <summary>Operations of one patch. Default 20,000; a block of 256,000 bytes holds fewer.</summary>
    public int OperationsMax { get; init; } = 20_000;

    /// <summary>Segments of one path. Default 128.</summary>
    public int PathDepthMax { get; init; } = 128;

    /// <summary>Nesting of the resulting document. Default 128.</summary>
    public int DepthMax { get; init; } = 128;

    /// <summary>List elements and members moved or copied by all operations together. Default 30,000,000, about 100 ms.</summary>
    public long ElementMovesMax { get; init; } = 30_000_000;
}
