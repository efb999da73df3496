using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;

namespace ComposeServer.Fuzz.Targets;

sealed class CarTarget : FuzzTarget
{
    public override string Name => "car";

    public override InputForm Form => InputForm.Cbor;

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Hex("vectors/car.json", "car"),
            new CarFile([], []).ToBytes(),
            new CarFile(
                [],
                [new(Cid.Create(Multicodec.Raw, Multihash.Identity, "abc"u8), "abc"u8.ToArray())]
            ).ToBytes(),
        ];

    protected override void Check(byte[] input)
    {
        CarError error = default;
        var car = Door.Through(() => CarFile.TryRead(input, CarLimits.Default, out var read, out error) ? read : null);
        var streamed = Door.Through(() => Stream(input));
        Oracle.Holds(streamed.Error == (car is null ? error : null), "file and stream give the same error");
        if (car is null)
            return;
        Oracle.Holds(streamed.Roots.SequenceEqual(car.Roots), "file and stream have the same roots");
        Oracle.Holds(streamed.Blocks.SequenceEqual(car.Blocks), "file and stream have the same blocks");
        Oracle.Holds(car.Blocks.All(block => block.IsNamedRight), "every block is what its CID says");
        var isRead = CarFile.TryRead(car.ToBytes(), CarLimits.Default, out var again, out _);
        Oracle.Holds(
            isRead && again!.Roots.SequenceEqual(car.Roots) && again.Blocks.SequenceEqual(car.Blocks),
            "what is written reads as the same file"
        );
    }

    static (IReadOnlyList<Cid> Roots, List<Block> Blocks, CarError? Error) Stream(byte[] input)
    {
        using var stream = new MemoryStream(input);
        // Reading from memory never waits.
        var reader = CarReader.OpenAsync(stream, CarLimits.Default, default).AsTask().GetAwaiter().GetResult();
        var blocks = new List<Block>();
        while (reader.ReadAsync(default).AsTask().GetAwaiter().GetResult())
            blocks.Add(reader.Current);
        return (reader.Roots, blocks, reader.Error);
    }
}
