using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Events as the event API and anchor services carry them; of time events also the proof, as far as no chain is asked.</summary>
sealed class EventCarTarget : FuzzTarget
{
    public override string Name => "event-car";

    public override InputForm Form => InputForm.Cbor;

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Base64("vectors/anchor-trees.json", "witnessCar").Where(car => car.Length > 0).Take(8),
            .. Vectors.Hex("vectors/car.json", "car"),
        ];

    protected override void Check(byte[] input)
    {
        if (Door.Through(() => EventCar.TryRead(input, out var read, out _) ? read : null) is not { } carried)
            return;
        var blocks = carried.Blocks;
        Oracle.Holds(
            blocks.Event.IsNamedRight
                && (blocks.Linked?.IsNamedRight ?? true)
                && (blocks.Capability?.IsNamedRight ?? true)
                && carried.Others.All(block => block.IsNamedRight),
            "every block is what its CID says"
        );
        _ = Door.Through(() => EventDecoder.TryDecode(blocks, out _, out _));
        if (TimeEvent.TryRead(blocks.Event, out var time))
            CheckTime(time, carried.Others);
        Oracle.Holds(
            EventCar.TryRead(EventCar.Of(blocks).ToBytes(), out var again, out _) && again.Blocks == blocks,
            "an event that is written reads as it"
        );
    }

    static void CheckTime(TimeEvent time, IReadOnlyList<Block> others)
    {
        if (Find(time.Proof) is not { } bytes || !ProofBlock.TryRead(bytes, out var proof))
            return;
        var reason = Door.Through(() => ProofPath.Check(time, proof.Root, Find));
        Oracle.Holds(
            ProofPath.Check(time, proof.Root, Find) == reason,
            "a path leads there or not, each time the same"
        );
        Oracle.Holds(
            reason is not null || time.Path.Length > 0 || proof.Root == time.Prev,
            "an empty path leads to the root alone"
        );

        ReadOnlyMemory<byte>? Find(Cid cid) =>
            others.Where(one => one.Cid == cid).Select(one => (ReadOnlyMemory<byte>?)one.Bytes).FirstOrDefault();
    }
}
