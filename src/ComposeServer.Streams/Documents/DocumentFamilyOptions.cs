using ComposeServer.Json.Patch;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>How documents are judged. The defaults are those of our own write doors.</summary>
public sealed record DocumentFamilyOptions
{
    /// <summary>For events written now, through our own doors.</summary>
    public static DocumentFamilyOptions OwnDoor { get; } = new();

    /// <summary>For history that others wrote, and for our own log when it is replayed: whatever was taken once is taken again.</summary>
    public static DocumentFamilyOptions AsReference { get; } = new() { Patches = PatchMode.AsReference };

    /// <summary>
    /// How patches are read. It also decides what becomes of a relation to a document that is not stored here: refused at our own
    /// doors, checked by its type only when others wrote it, since its target may arrive later (ceramic.md 6.4). Default
    /// <see cref="PatchMode.OwnDoor"/>.
    /// </summary>
    public PatchMode Patches { get; init; } = PatchMode.OwnDoor;

    /// <summary>
    /// What a patch may cost. Its size limit is twice that of contents, so that a content somewhat too large is refused with its size, as
    /// the JS node does.
    /// </summary>
    public PatchLimits PatchLimits { get; init; } = new() { SizeBytesMax = 32_000_000 };

    /// <summary>Bytes of a document's content as compact JSON (ceramic.md 1.6). Default 16,000,000.</summary>
    public int ContentSizeBytesMax { get; init; } = 16_000_000;

    /// <summary>Whether models have versions that documents may name. Default <see cref="ModelUpdates.Refused"/>.</summary>
    public ModelUpdates Updates { get; init; } = ModelUpdates.Refused;

    internal bool IsOwnDoor => Patches == PatchMode.OwnDoor;
}
