using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Testing.Streams;

/// <summary>One account that makes tiles in a <see cref="StreamLab"/> that knows all families.</summary>
public sealed class TileScene : IDisposable
{
    int _tiles;

    /// <summary>A scene at our own write doors.</summary>
    public TileScene()
        : this(TileFamilyOptions.OwnDoor) { }

    /// <param name="options">Whose events are judged.</param>
    /// <param name="hasHistory">Whether a family sees earlier states of other logs.</param>
    public TileScene(TileFamilyOptions options, bool hasHistory = false) =>
        Lab = new(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor),
            new TileFamily(new TileSchemas(), options),
            new Caip10LinkFamily()
        )
        {
            HasHistory = hasHistory,
        };

    /// <summary>The account.</summary>
    public Ed25519Signer Signer { get; } = new(new byte[32]);

    /// <summary>Another account.</summary>
    public Ed25519Signer Other { get; } = new([.. Enumerable.Repeat((byte)1, 32)]);

    /// <summary>Where events are applied.</summary>
    public StreamLab Lab { get; }

    /// <summary>The event of a new tile.</summary>
    public EventBlocks Init(string content, IpldMap? metadata = null)
    {
        var number = _tiles++;
        return Sign(
            TileEvents.Init(Signer.Did, DocumentScene.Ipld(content), bytes => bytes[0] = (byte)number, metadata)
        );
    }

    /// <summary>Makes a tile.</summary>
    public TileState Tile(string content, IpldMap? metadata = null) => Lab.Take<TileState>(Init(content, metadata));

    /// <summary>The event with these operations and header members, whatever they are.</summary>
    public EventBlocks Patch(
        TileState tile,
        string operations = "[]",
        string header = "{}",
        Ed25519Signer? by = null
    ) =>
        EventSigner.Sign(
            by ?? Signer,
            DagCborEncoder.ToBlock(
                IpldMap.Of(
                    ("data", DocumentScene.Ipld(operations)),
                    ("header", DocumentScene.Ipld(header)),
                    ("id", tile.Id.Init),
                    ("prev", tile.Tip)
                )
            )
        );

    /// <summary>Changes a tile.</summary>
    public TileState Write(TileState tile, string operations = "[]", string header = "{}", Ed25519Signer? by = null) =>
        Lab.Take<TileState>(Patch(tile, operations, header, by));

    /// <summary>Proves when a stream's tip was made.</summary>
    public T Anchor<T>(T state)
        where T : StreamState => Lab.Take<T>(TimeSample.Anchor(state));

    /// <summary>Refuses a change of a tile.</summary>
    public Refusal Refuse(TileState tile, string operations = "[]", string header = "{}") =>
        Lab.Refuse(Patch(tile, operations, header));

    /// <summary>Signs a payload.</summary>
    public EventBlocks Sign(Block payload) => EventSigner.Sign(Signer, payload);

    /// <summary>Signs a payload that holds anything.</summary>
    public EventBlocks Sign(IpldMap payload) => Sign(DagCborEncoder.ToBlock(payload));

    /// <summary>An event without a signature.</summary>
    public static EventBlocks Unsigned(IpldMap payload) => new(DagCborEncoder.ToBlock(payload));

    /// <summary>A state as the node API serves it.</summary>
    public static string Json(StreamState state, params LogEntry[] log) => Json(state, AnchorStatus.NotRequested, log);

    /// <inheritdoc cref="Json(StreamState, LogEntry[])"/>
    public static string Json(StreamState state, AnchorStatus status, params LogEntry[] log)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            StreamStateJson.Write(writer, state, log, status);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Signer.Dispose();
        Other.Dispose();
    }
}
