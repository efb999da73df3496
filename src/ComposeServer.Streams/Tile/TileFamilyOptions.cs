using ComposeServer.Json.Patch;

namespace ComposeServer.Streams.Tile;

/// <summary>How tiles are judged. The defaults are those of our own write doors.</summary>
public sealed record TileFamilyOptions
{
    /// <summary>For events written now, through our own doors.</summary>
    public static TileFamilyOptions OwnDoor { get; } = new();

    /// <summary>For history that others wrote.</summary>
    public static TileFamilyOptions AsReference { get; } = new() { Patches = PatchMode.AsReference };

    /// <summary>How patches are read. Default <see cref="PatchMode.OwnDoor"/>.</summary>
    public PatchMode Patches { get; init; } = PatchMode.OwnDoor;

    /// <summary>What a patch may cost. Its size limit is twice that of contents, so that a content somewhat too large is refused with its size.</summary>
    public PatchLimits PatchLimits { get; init; } = new() { SizeBytesMax = 32_000_000 };

    /// <summary>Bytes of a tile's content as compact JSON (ceramic.md 1.6). Default 16,000,000.</summary>
    public int ContentSizeBytesMax { get; init; } = 16_000_000;

    /// <summary>Bytes of a tile's metadata as compact JSON: each commit may add members. Default 256,000, as much as one block may bring.</summary>
    public int MetadataSizeBytesMax { get; init; } = 256_000;
}
