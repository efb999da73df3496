using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class HostileStagedTests : IDisposable
{
    const int Rounds = 1_500;

    readonly TileScene _tiles = new();
    readonly LinkScene _links = new();

    public void Dispose()
    {
        _tiles.Dispose();
        _links.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_130)]
    public void No_payload_of_any_shape_makes_a_tile_or_a_link_throw(int seed)
    {
        var random = new Random(seed);
        var schema = _tiles.Tile("""{"type":"object","maxProperties":2}""");
        var tile = _tiles.Tile("""{"text":"x"}""", IpldMap.Of(("schema", At(schema))));
        var link = _tiles.Lab.Take<Caip10LinkState>(Caip10LinkEvents.Init(_links.Ethereum));
        IpldValue[] special =
        [
            At(schema),
            At(tile),
            tile.Id.ToString(),
            _tiles.Signer.Did.Text,
            IpldList.Of(_tiles.Other.Did.Text),
            _links.Ethereum.Text,
            IpldList.Of(_links.Ethereum.Text),
            "caip10-eip155:1",
            tile.Id.Init,
            tile.Tip,
            schema.Content.ToIpld(),
        ];
        var bending = new PayloadBending(random, special);
        var answers = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var kind = random.Next(5);
            var block = DagCborEncoder.ToBlock(bending.Bend(Start(kind, schema, tile, link, round)));
            var blocks = (kind < 3) ^ (random.Next(6) == 0) ? _tiles.Sign(block) : new EventBlocks(block);

            var result = _tiles.Lab.Apply(blocks);

            answers.Add((result as ApplyResult.Refused)?.Reason.Code ?? result.GetType().Name);
            if (result is ApplyResult.Applied { State: TileState changed } && changed.Id == tile.Id)
                tile = changed.Controller == _tiles.Signer.Did ? changed : _tiles.Tile("""{"text":"x"}""");
            else if (result is ApplyResult.Applied { State: Caip10LinkState linked } && linked.Id == link.Id)
                link = linked;
        }

        // That it did not throw says something only if the payloads came far.
        string[] expected =
        [
            nameof(ApplyResult.Applied),
            RefusalCode.Malformed,
            RefusalCode.InvalidHeader,
            RefusalCode.InvalidPatch,
            RefusalCode.SchemaViolation,
            RefusalCode.UnknownSchema,
            RefusalCode.InvalidLinkProof,
            RefusalCode.UnsupportedLinkProof,
            RefusalCode.Unsigned,
            RefusalCode.NotAllowed,
        ];
        Assert.Empty(expected.Except(answers));
    }

    /// <summary>A payload that would pass.</summary>
    IpldMap Start(int kind, TileState schema, TileState tile, Caip10LinkState link, int round) =>
        kind switch
        {
            0 => IpldMap.Of(
                ("data", IpldMap.Of(("text", round))),
                ("header", Header(_tiles.Signer.Did.Text).With("schema", At(schema)))
            ),
            1 or 2 => IpldMap.Of(
                ("data", DocumentScene.Ipld("""[{"op":"replace","path":"/text","value":"z"}]""")),
                ("header", IpldMap.Of(("tags", IpldList.Of("t")))),
                ("id", tile.Id.Init),
                ("prev", tile.Tip)
            ),
            3 => IpldMap.Of(("header", Header(_links.Ethereum.Text).With("family", "caip10-eip155:1"))),
            _ => IpldMap.Of(
                ("data", _links.Proof(_tiles.Signer.Did.Text, 1_700_000_000 + round).ToIpld()),
                ("id", link.Id.Init),
                ("prev", link.Tip)
            ),
        };

    static IpldMap Header(string controller) => IpldMap.Of(("controllers", IpldList.Of(controller)));

    static string At(TileState state) => state.Id.At(state.Tip).ToString();
}
