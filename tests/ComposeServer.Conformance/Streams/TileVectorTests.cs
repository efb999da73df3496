using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Tiles of the protocol's appendix (one key of 32 bytes 07), of recorded clients, and of a recorded node.</summary>
public sealed class TileVectorTests : IDisposable
{
    readonly Ed25519Signer _signer = new([.. Enumerable.Repeat((byte)7, 32)]);
    readonly JsonElement _streams = VectorFile.Read("ceramic-protocol.json").GetProperty("streams");
    readonly StreamLab _lab = new(new TileFamily(new TileSchemas(), TileFamilyOptions.OwnDoor));

    public static TheoryData<string, string> Recorded => EventVector.Names(vector => vector.IsTile);

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void The_deterministic_tile_is_made_again_and_read_from_its_http_form()
    {
        var recorded = _streams.GetProperty("tileDet");

        var made = TileEvents.DeterministicInit(
            _signer.Did,
            IpldMap.Of(("family", "test"), ("tags", IpldList.Of("a", "b")))
        );

        Assert.Equal(Text(recorded, "cbor"), Hex(made.Event.Bytes));
        Assert.Equal(Text(recorded, "streamId"), TileEvents.NameOf(made).ToString());
        Assert.True(HttpEvents.TryRead(recorded.GetProperty("genesis"), out var http, out _));
        Assert.Equal(made, http);
        Assert.Equal(TileEvents.NameOf(made), _lab.Take<TileState>(made).Id);
    }

    [Fact]
    public void The_signed_tile_and_its_change_are_made_again_byte_for_byte()
    {
        var (tile, update) = (_streams.GetProperty("tileSigned"), _streams.GetProperty("tileUpdate"));

        var init = Init();
        var change = Update(init);

        Assert.Equal(Text(tile, "linkedBlock"), Hex(init.Linked!.Value.Bytes));
        Assert.Equal(Text(tile, "payloadCid"), init.Linked!.Value.Cid.ToString());
        Assert.Equal(Text(tile, "envelope"), Hex(init.Event.Bytes));
        Assert.Equal(Text(tile, "streamId"), TileEvents.NameOf(init).ToString());
        Assert.Equal(Text(update, "linkedBlock"), Hex(change.Linked!.Value.Bytes));
        Assert.Equal(Text(update, "payloadCid"), change.Linked!.Value.Cid.ToString());
        Assert.Equal(Text(update, "envelopeCid"), change.Event.Cid.ToString());
        Assert.True(HttpEvents.TryRead(update.GetProperty("http"), out var http, out _));
        Assert.Equal(change, http);
    }

    [Fact]
    public void The_recorded_archive_holds_the_change()
    {
        var recorded = _streams.GetProperty("carUpdate");
        var change = Update(Init());

        Assert.True(
            CarFile.TryRead(Convert.FromHexString(Text(recorded, "hex")), CarLimits.Default, out var car, out _)
        );

        Assert.Equal([change.Event.Cid], car.Roots);
        Assert.Equal([change.Linked!.Value, change.Event], car.Blocks);
    }

    [Fact]
    public void The_anchored_tile_has_the_recorded_state()
    {
        var time = _streams.GetProperty("time");
        var recorded = _streams.GetProperty("stateJson");
        var init = Init();
        var change = Update(init);
        var anchor = Time(time);

        _lab.Take<TileState>(init);
        _lab.Take<TileState>(change);
        var state = _lab.Take<TileState>(anchor);

        var at = recorded.GetProperty("log")[0].GetProperty("timestamp").GetInt64();
        var json = TileScene.Json(
            state,
            AnchorStatus.Anchored,
            new(init.Event.Cid, EventKind.Init, at),
            new(change.Event.Cid, EventKind.Data, at),
            new(anchor.Event.Cid, EventKind.Time, at)
        );
        Assert.True(JsonElement.DeepEquals(recorded, JsonElement.Parse(json)), json);
        Assert.Equal(
            recorded.EnumerateObject().Select(member => member.Name),
            JsonElement.Parse(json).EnumerateObject().Select(member => member.Name)
        );
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_tile_is_taken_when_its_session_may_write_it(string file, string name)
    {
        var vector = EventVector.Find(file, name);
        Assert.True(HttpEvents.TryRead(vector.Json.GetProperty("commitJson"), out var blocks, out _));

        // The one session that is for one model only cannot sign a tile; an unsigned tile needs no session.
        if (vector.IsSigned && name.StartsWith("pkh201", StringComparison.Ordinal))
        {
            Assert.Equal(IdentityCode.CapabilityNotPermitted, _lab.Refuse(blocks).Code);
            return;
        }

        var tile = _lab.Take<TileState>(blocks);

        var payload = vector.Json.GetProperty("payload");
        Assert.Equal(vector.Text("streamId"), tile.Id.ToString());
        Assert.Equal(vector.Controller, tile.Controller);
        AssertSame(payload.GetProperty("header"), tile.Metadata);
        AssertSame(payload.TryGetProperty("data", out var data) ? data : JsonElement.Parse("{}"), tile.Content);
    }

    [Fact]
    public void What_a_node_answered_for_a_new_tile_is_answered_letter_by_letter()
    {
        var recorded = VectorFile.Case("http-tiles.json", "POST /api/v0/streams type 0 -> 200");
        var answer = recorded.GetProperty("response");
        Assert.True(HttpEvents.TryRead(recorded.GetProperty("request").GetProperty("genesis"), out var blocks, out _));

        var tile = _lab.Take<TileState>(blocks);

        Assert.Equal(Text(answer, "streamId"), tile.Id.ToString());
        Assert.Equal(
            JsonSerializer.Serialize(answer.GetProperty("state")),
            TileScene.Json(tile, AnchorStatus.Pending, new LogEntry(tile.Tip, EventKind.Init))
        );
    }

    EventBlocks Init() =>
        EventSigner.Sign(
            _signer,
            TileEvents.Init(_signer.Did, IpldMap.Of(("n", new IpldFloat(1.5)), ("hello", "world")), Numbers)
        );

    EventBlocks Update(EventBlocks init) =>
        EventSigner.Sign(
            _signer,
            TileEvents.Data(
                init.Event.Cid,
                init.Event.Cid,
                JsonPatch.Diff(
                    JsonElement.Parse("""{"n":1.5,"hello":"world"}"""),
                    JsonElement.Parse("""{"n":1.5,"hello":"there"}""")
                )
            )
        );

    static EventBlocks Time(JsonElement time) =>
        new(Block.Of(Multicodec.DagCbor, Bytes(time, "eventCbor")))
        {
            Evidence = new(
                [
                    Block.Of(Multicodec.DagCbor, Bytes(time, "proofCbor")),
                    Block.Of(Multicodec.DagCbor, Bytes(time, "rootCbor")),
                ],
                1_700_000_000
            ),
        };

    static void Numbers(Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = (byte)i;
    }

    static void AssertSame(JsonElement expected, JsonBytes actual) =>
        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(actual.Span)), actual.ToString());

    static byte[] Bytes(JsonElement vector, string member) => Convert.FromHexString(Text(vector, member));

    static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
