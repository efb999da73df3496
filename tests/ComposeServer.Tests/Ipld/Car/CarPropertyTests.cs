using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Ipld.Car;

/// <summary>Files of blocks, by chance; a failure prints its seed.</summary>
public class CarPropertyTests
{
    static readonly Gen<Block> Blocks =
        from codec in Gen.Elements(Multicodec.Raw, Multicodec.DagCbor, Multicodec.DagJose)
        from bytes in ArbMap.Default.GeneratorFor<byte[]>()
        select Block.Of(codec, bytes);

    static readonly Arbitrary<CarFile> Files = (
        from roots in Blocks.Select(block => block.Cid).ArrayOf()
        from blocks in Blocks.ArrayOf()
        select new CarFile(roots, blocks)
    ).ToArbitrary();

    [Fact]
    public void A_file_comes_back_from_its_bytes_and_from_a_stream() =>
        Prop.ForAll(
                Files,
                file =>
                {
                    var bytes = file.ToBytes();
                    return CarFile.TryRead(bytes, CarLimits.Default, out var whole, out _)
                        && IsSame(file, whole)
                        && IsSame(file, Stream(bytes).GetAwaiter().GetResult())
                        && whole.ToBytes().AsSpan().SequenceEqual(bytes);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Damaged_bytes_never_throw_and_what_reads_writes_back()
    {
        const int seed = 22;
        var chance = new System.Random(seed);
        var good = new CarFile(
            [],
            [Block.Of(Multicodec.Raw, "one"u8.ToArray()), Block.Of(Multicodec.Raw, "2"u8.ToArray())]
        );
        var bytes = good.ToBytes();
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = bytes.AsSpan(0, chance.Next(bytes.Length + 1)).ToArray();
            if (damaged.Length > 0)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);

            var isRead = CarFile.TryRead(damaged, CarLimits.Default, out var file, out _);

            Assert.True(
                !isRead || file!.ToBytes().AsSpan().SequenceEqual(damaged),
                $"seed {seed}, round {i}: {Convert.ToHexString(damaged)}"
            );
        }
    }

    [Theory]
    [InlineData(1 << 20, null)]
    [InlineData((1 << 20) + 1, CarErrorCode.BlockTooLarge)]
    [InlineData(8 << 20, CarErrorCode.BlockTooLarge)]
    public void Unless_told_otherwise_a_block_is_a_mebibyte_at_most(int size, string? code)
    {
        var bytes = new CarFile([], [Block.Of(Multicodec.Raw, new byte[size])]).ToBytes();

        var isRead = CarFile.TryRead(bytes, CarLimits.Default, out _, out var error);

        Assert.Equal(code, isRead ? null : error.Code);
    }

    static async Task<CarFile> Stream(byte[] bytes)
    {
        using var source = new MemoryStream(bytes);
        var reader = await CarReader.OpenAsync(source, CarLimits.Default, CancellationToken.None);
        var blocks = new List<Block>();
        while (await reader.ReadAsync(CancellationToken.None))
            blocks.Add(reader.Current);
        Assert.Null(reader.Error);
        return new(reader.Roots, blocks);
    }

    static bool IsSame(CarFile left, CarFile right) =>
        left.Roots.SequenceEqual(right.Roots) && left.Blocks.SequenceEqual(right.Blocks);
}
