using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;

namespace ComposeServer.Streams.Events;

/// <summary>Authors the events of tiles, byte for byte as JS clients do (ceramic.md 2.1, 6.1).</summary>
public static class TileEvents
{
    const int RandomSizeBytes = 12;

    /// <summary>The payload that creates a tile; to be signed.</summary>
    /// <param name="controller">Who may write it.</param>
    /// <param name="content">The first content; null for none, which makes it <c>{}</c>.</param>
    /// <param name="chance">Fills 12 bytes, for example <c>RandomNumberGenerator.Fill</c>.</param>
    /// <param name="metadata">Further members of the header, such as <c>family</c>, <c>tags</c> or <c>schema</c>.</param>
    public static Block Init(Did controller, IpldValue? content, RandomFill chance, IpldMap? metadata = null)
    {
        var unique = new byte[RandomSizeBytes];
        chance(unique);
        // With padding, and as text: tiles are older than headers that hold bytes.
        var header = Header(controller, metadata).With("unique", Convert.ToBase64String(unique));
        var payload = IpldMap.Of(("header", header));
        return DagCborEncoder.ToBlock(content is null ? payload : payload.With("data", content));
    }

    /// <summary>The event that everyone makes alike for the tile of an account with these metadata; it stays unsigned.</summary>
    /// <param name="controller">Who may write it.</param>
    /// <param name="metadata">Needs <c>family</c> or <c>tags</c>.</param>
    /// <exception cref="ArgumentException">It has neither: all tiles of the account would be one.</exception>
    public static EventBlocks DeterministicInit(Did controller, IpldMap metadata) =>
        metadata.Has("family") || metadata.Has("tags")
            ? new(DagCborEncoder.ToBlock(IpldMap.Of(("header", Header(controller, metadata)))))
            : throw new ArgumentException(
                "Family and/or tags are required when creating a deterministic tile document",
                nameof(metadata)
            );

    /// <summary>The name of the tile that an event begins.</summary>
    public static StreamId NameOf(EventBlocks init) => new(StreamType.Tile, init.Event.Cid);

    /// <summary>The payload that changes a tile; to be signed.</summary>
    /// <param name="init">CID of its init event.</param>
    /// <param name="prev">CID of its tip.</param>
    /// <param name="patch">The changes; none is fine.</param>
    /// <param name="metadata">Members of the metadata that change; the header is written also when none does.</param>
    public static Block Data(Cid init, Cid prev, JsonPatch patch, IpldMap? metadata = null) =>
        DagCborEncoder.ToBlock(
            IpldMap.Of(
                ("data", PatchValue.Of(patch)),
                ("header", metadata ?? IpldMap.Empty),
                ("id", init),
                ("prev", prev)
            )
        );

    static IpldMap Header(Did controller, IpldMap? metadata) =>
        (metadata ?? IpldMap.Empty).With("controllers", IpldList.Of(controller.Text));
}
