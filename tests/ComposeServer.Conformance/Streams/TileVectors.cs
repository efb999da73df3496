using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Tiles of recorded clients.</summary>
sealed class TileVectors : VectorClaims
{
    public TileVectors()
        : base(EventVector.Files) => Claim(A_recorded_tile_is_taken_when_its_session_may_write_it, IsTile);

    static bool IsTile(VectorCase one) => one.Json.Has("commitJson") && new EventVector(one).IsTile;

    static void A_recorded_tile_is_taken_when_its_session_may_write_it(VectorCase one)
    {
        var vector = new EventVector(one);
        var lab = new StreamLab(new TileFamily(new TileSchemas(), TileFamilyOptions.OwnDoor));
        Assert.True(HttpEvents.TryRead(vector.Json.GetProperty("commitJson").Json, out var blocks, out _));

        // The one session that is for one model only cannot sign a tile; an unsigned tile needs no session.
        if (vector.IsSigned && vector.Writer == "pkh201")
        {
            Assert.Equal(IdentityCode.CapabilityNotPermitted, lab.Refuse(blocks).Code);
            return;
        }

        var tile = lab.Take<TileState>(blocks);

        var payload = vector.Json.GetProperty("payload");
        Assert.Equal(vector.Text("streamId"), tile.Id.ToString());
        Assert.Equal(vector.Controller, tile.Controller);
        AssertSame(payload.GetProperty("header").Json, tile.Metadata);
        AssertSame(payload.TryGetProperty("data", out var data) ? data.Json : JsonElement.Parse("{}"u8), tile.Content);
    }

    static void AssertSame(JsonElement expected, JsonBytes actual) =>
        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(actual.Span)), actual.ToString());
}

/// <summary>What a node answered about tiles.</summary>
sealed class HttpTileVectors : VectorClaims
{
    public HttpTileVectors()
        : base("http-tiles.json") => Claim(A_new_tile_is_answered_letter_by_letter);

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["request.opts"] =
                "how the node is to treat the stream, which changes nothing of the state that is answered",
        };

    static void A_new_tile_is_answered_letter_by_letter(VectorCase one)
    {
        var (request, answer) = (one.Json.GetProperty("request"), one.Json.GetProperty("response"));
        var lab = new StreamLab(new TileFamily(new TileSchemas(), TileFamilyOptions.OwnDoor));
        Assert.True(HttpEvents.TryRead(request.GetProperty("genesis").Json, out var blocks, out _));

        var tile = lab.Take<TileState>(blocks);

        Assert.Equal((StreamType)request.GetProperty("type").GetUInt64(), tile.Id.Type);
        Assert.Equal(answer.Text("streamId"), tile.Id.ToString());
        Assert.Equal(
            JsonSerializer.Serialize(answer.GetProperty("state").Json),
            TileScene.Json(tile, AnchorStatus.Pending, new LogEntry(tile.Tip, EventKind.Init))
        );
    }
}
