using System.Text.Json;
using ComposeServer.Conformance.Vectors;
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

/// <summary>The appendix's tiles, made again by one key of 32 bytes 07, and what state they come to.</summary>
sealed class ProtocolTileStateVectors : VectorClaims
{
    static readonly Ed25519Signer Signer = new([.. Enumerable.Repeat((byte)7, 32)]);

    public ProtocolTileStateVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_deterministic_tile_is_made_again_and_read_from_its_http_form, IsStreams);
        Claim(The_signed_tile_and_its_change_are_made_again_byte_for_byte, IsStreams);
        Claim(The_recorded_archive_holds_the_change, IsStreams);
        Claim(The_anchored_tile_has_the_recorded_state, IsStreams);
    }

    static bool IsStreams(VectorCase one) => one.Name == "streams";

    static void The_deterministic_tile_is_made_again_and_read_from_its_http_form(VectorCase one)
    {
        var recorded = one.Json.GetProperty("tileDet");

        var made = TileEvents.DeterministicInit(
            Signer.Did,
            IpldMap.Of(("family", "test"), ("tags", IpldList.Of("a", "b")))
        );

        Assert.Equal(recorded.Text("cbor"), Hex(made.Event.Bytes));
        Assert.Equal(recorded.Text("streamId"), TileEvents.NameOf(made).ToString());
        Assert.True(HttpEvents.TryRead(recorded.GetProperty("genesis").Json, out var http, out _));
        Assert.Equal(made, http);
        Assert.Equal(TileEvents.NameOf(made), Lab().Take<TileState>(made).Id);
    }

    static void The_signed_tile_and_its_change_are_made_again_byte_for_byte(VectorCase one)
    {
        var (tile, update) = (one.Json.GetProperty("tileSigned"), one.Json.GetProperty("tileUpdate"));

        var init = Init();
        var change = Update(init);

        Assert.Equal(tile.Text("linkedBlock"), Hex(init.Linked!.Value.Bytes));
        Assert.Equal(tile.Text("payloadCid"), init.Linked!.Value.Cid.ToString());
        Assert.Equal(tile.Text("envelope"), Hex(init.Event.Bytes));
        Assert.Equal(tile.Text("streamId"), TileEvents.NameOf(init).ToString());
        Assert.Equal(update.Text("linkedBlock"), Hex(change.Linked!.Value.Bytes));
        Assert.Equal(update.Text("payloadCid"), change.Linked!.Value.Cid.ToString());
        Assert.Equal(update.Text("envelopeCid"), change.Event.Cid.ToString());
        Assert.True(HttpEvents.TryRead(update.GetProperty("http").Json, out var http, out _));
        Assert.Equal(change, http);
    }

    static void The_recorded_archive_holds_the_change(VectorCase one)
    {
        var change = Update(Init());

        Assert.True(
            CarFile.TryRead(one.Json.GetProperty("carUpdate").Hex("hex"), CarLimits.Default, out var car, out _)
        );

        Assert.Equal([change.Event.Cid], car.Roots);
        Assert.Equal([change.Linked!.Value, change.Event], car.Blocks);
    }

    static void The_anchored_tile_has_the_recorded_state(VectorCase one)
    {
        var recorded = one.Json.GetProperty("stateJson");
        var init = Init();
        var change = Update(init);
        var anchor = Time(one.Json.GetProperty("time"));
        var lab = Lab();

        lab.Take<TileState>(init);
        lab.Take<TileState>(change);
        var state = lab.Take<TileState>(anchor);

        var at = recorded.GetProperty("log")[0].GetProperty("timestamp").Json.GetInt64();
        var json = TileScene.Json(
            state,
            AnchorStatus.Anchored,
            new(init.Event.Cid, EventKind.Init, at),
            new(change.Event.Cid, EventKind.Data, at),
            new(anchor.Event.Cid, EventKind.Time, at)
        );
        Assert.True(JsonElement.DeepEquals(recorded.Json, JsonElement.Parse(json)), json);
        Assert.Equal(
            recorded.EnumerateObject().Select(member => member.Key),
            JsonElement.Parse(json).EnumerateObject().Select(member => member.Name)
        );
    }

    static StreamLab Lab() => new(new TileFamily(new TileSchemas(), TileFamilyOptions.OwnDoor));

    static EventBlocks Init() =>
        EventSigner.Sign(
            Signer,
            TileEvents.Init(Signer.Did, IpldMap.Of(("n", new IpldFloat(1.5)), ("hello", "world")), Numbers)
        );

    static EventBlocks Update(EventBlocks init) =>
        EventSigner.Sign(
            Signer,
            TileEvents.Data(
                init.Event.Cid,
                init.Event.Cid,
                JsonPatch.Diff(
                    JsonElement.Parse("""{"n":1.5,"hello":"world"}"""),
                    JsonElement.Parse("""{"n":1.5,"hello":"there"}""")
                )
            )
        );

    static EventBlocks Time(Recorded time) =>
        new(Block.Of(Multicodec.DagCbor, time.Hex("eventCbor")))
        {
            Evidence = new(
                [
                    Block.Of(Multicodec.DagCbor, time.Hex("proofCbor")),
                    Block.Of(Multicodec.DagCbor, time.Hex("rootCbor")),
                ],
                1_700_000_000
            ),
        };

    static void Numbers(Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = (byte)i;
    }

    static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
