using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Payloads of tiles, unsigned, as the first event of a stream.</summary>
sealed class TileTarget : FuzzTarget
{
    readonly TileFamily _family = new(new TileSchemas(), TileFamilyOptions.OwnDoor);

    public override string Name => "tile";

    public override InputForm Form => InputForm.Cbor;

    public override IReadOnlyList<string> Words { get; } =
    ["header", "data", "controllers", "family", "tags", "schema", "unique", "forbidControllerChange", "did:key:z6Mk"];

    public override IEnumerable<byte[]> Seeds()
    {
        var controllers = IpldList.Of("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z");
        var header = IpldMap.Of(("controllers", controllers), ("family", "a"), ("tags", IpldList.Of("q", "r")));
        yield return DagCborEncoder.Encode(IpldMap.Of(("header", header)));
        yield return DagCborEncoder.Encode(
            IpldMap.Of(("data", IpldMap.Of(("a", 1), ("b", IpldList.Of("c", IpldValue.Null)))), ("header", header))
        );
        yield return DagCborEncoder.Encode(
            IpldMap.Of(
                (
                    "header",
                    header
                        .With("forbidControllerChange", true)
                        .With("unique", "AAECAwQFBgcICQoL")
                        .With("x", new IpldFloat(1.5))
                )
            )
        );
    }

    protected override void Check(byte[] input)
    {
        var blocks = new EventBlocks(Block.Of(Multicodec.DagCbor, input));
        if (Door.Through(() => EventDecoder.TryDecode(blocks, out var read, out _) ? read : null) is not { } raw)
            return;
        if (!_family.TryName(raw, out var name))
            return;
        var result = Door.Through(() => _family.Apply(null, raw, Nothing.Here));
        if (result is not ApplyResult.Applied { State: TileState state })
            return;
        var again = (TileState)_family.Decode(name, _family.Encode(state));
        Oracle.Same(_family.Encode(again), _family.Encode(state), "a state that is stored reads as it");
    }

    /// <summary>No other log.</summary>
    sealed class Nothing : IApplyView
    {
        public static Nothing Here { get; } = new();

        public LogState? Find(LogName name) => null;

        public bool Holds(LogName name, Cid cid) => false;
    }
}
