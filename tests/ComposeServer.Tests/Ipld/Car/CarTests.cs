using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Ipld.Car;

public class CarTests
{
    static readonly Block Payload = DagCborEncoder.ToBlock(IpldMap.Of(("n", 1)));
    static readonly Block Envelope = Block.Of(Multicodec.DagJose, new byte[] { 0xa0 });
    static readonly byte[] Header = new CarFile([Envelope.Cid], []).ToBytes();

    [Fact]
    public async Task Blocks_come_in_any_order()
    {
        foreach (var blocks in new Block[][] { [Payload, Envelope], [Envelope, Payload], [Envelope, Envelope], [] })
        {
            var file = new CarFile([Envelope.Cid], blocks);

            var (whole, streamed) = await ReadBothWaysAsync(file.ToBytes(), CarLimits.Default);

            Assert.Null(whole.Error);
            Assert.Equal(blocks, whole.Blocks);
            Assert.Equal(whole, streamed);
        }
    }

    [Fact]
    public void A_block_is_found_by_its_name()
    {
        Assert.True(
            CarFile.TryRead(new CarFile([], [Payload, Envelope]).ToBytes(), CarLimits.Default, out var car, out _)
        );

        Assert.Empty(car.Roots);
        Assert.True(car.TryFind(Envelope.Cid, out var found));
        Assert.Equal(Envelope, found);
        Assert.False(car.TryFind(Cid.Compute(Multicodec.Raw, [9]), out _));
    }

    public static TheoryData<string, string> Broken()
    {
        var rows = new TheoryData<string, string>();
        var lied = new Block(Payload.Cid, new byte[] { 0xa0 });
        var keccak = new Block(Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]), new byte[] { 1 });
        var longName = new Block(Cid.Create(Multicodec.Raw, Multihash.Identity, new byte[200]), new byte[200]);
        Add(CarErrorCode.Truncated, []);
        Add(CarErrorCode.Truncated, Header[..^1]);
        Add(CarErrorCode.Truncated, [.. Header, 0x80]);
        Add(CarErrorCode.Truncated, [.. Header, 10, 1]);
        Add(CarErrorCode.Length, [.. Header, 0]);
        Add(CarErrorCode.Length, [.. Header, .. Enumerable.Repeat((byte)0xff, 20)]);
        Add(CarErrorCode.Cid, [.. Header, 3, 1, 2, 3]);
        Add(CarErrorCode.Cid, new CarFile([], [longName]).ToBytes());
        Add(CarErrorCode.HashMismatch, new CarFile([], [Payload, lied]).ToBytes());
        Add(CarErrorCode.HashUnknown, new CarFile([], [keccak]).ToBytes());
        Add(CarErrorCode.Header, [1, 0x00]);
        Add(CarErrorCode.Header, [1, 0xff]);
        Add(CarErrorCode.Version, WithHeader(IpldMap.Of(("version", 2))));
        Add(CarErrorCode.Version, WithHeader(IpldMap.Of(("roots", IpldList.Empty))));
        Add(CarErrorCode.Header, WithHeader(IpldMap.Of(("version", 1))));
        Add(CarErrorCode.Header, WithHeader(IpldMap.Of(("version", 1), ("roots", IpldList.Of(1)))));
        Add(CarErrorCode.Header, WithHeader(IpldMap.Of(("version", 1), ("roots", IpldList.Empty), ("x", 1))));
        return rows;

        void Add(string code, byte[] bytes) => rows.Add(code, Convert.ToHexString(bytes));
        static byte[] WithHeader(IpldValue header)
        {
            var bytes = DagCborEncoder.Encode(header);
            return [(byte)bytes.Length, .. bytes];
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_file_is_refused_with_a_word_by_both_readers(string code, string hex)
    {
        var (whole, streamed) = await ReadBothWaysAsync(Convert.FromHexString(hex), CarLimits.Default);

        Assert.Equal(code, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, CarErrorCode.BlockTooLarge)]
    [InlineData(10_000, CarErrorCode.BlockTooLarge)]
    public async Task A_block_is_as_large_as_the_limit_and_no_larger(int size, string? code)
    {
        var bytes = new CarFile([], [Block.Of(Multicodec.Raw, new byte[size])]).ToBytes();

        var (whole, streamed) = await ReadBothWaysAsync(bytes, new() { BlockBytesMax = 100 });

        Assert.Equal(code, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, CarErrorCode.TooLarge)]
    [InlineData(-1_000, CarErrorCode.TooLarge)]
    public async Task All_of_a_file_is_as_large_as_the_limit_and_no_larger(int spare, string? code)
    {
        var blocks = Enumerable.Range(0, 100).Select(i => Block.Of(Multicodec.Raw, new byte[] { (byte)i })).ToList();
        var bytes = new CarFile([], blocks).ToBytes();

        var (whole, streamed) = await ReadBothWaysAsync(bytes, new() { TotalBytesMax = bytes.Length + spare });

        Assert.Equal(code, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, CarErrorCode.TooManyBlocks)]
    [InlineData(500, CarErrorCode.TooManyBlocks)]
    public async Task A_file_has_as_many_blocks_as_the_limit_and_no_more(int count, string? code)
    {
        var bytes = new CarFile([], [.. Enumerable.Repeat(Payload, count)]).ToBytes();

        var (whole, streamed) = await ReadBothWaysAsync(bytes, new() { BlocksMax = 5 });

        Assert.Equal(code, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, CarErrorCode.HeaderTooLarge)]
    [InlineData(100, CarErrorCode.HeaderTooLarge)]
    public async Task A_header_is_as_large_as_the_limit_and_no_larger(int roots, string? code)
    {
        var limits = new CarLimits { HeaderBytesMax = Header.Length - 1 };
        var bytes = new CarFile([.. Enumerable.Repeat(Envelope.Cid, roots)], []).ToBytes();

        var (whole, streamed) = await ReadBothWaysAsync(bytes, limits);

        Assert.Equal(code, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
    }

    [Fact]
    public async Task A_length_that_lies_allocates_no_more_than_what_arrives()
    {
        var limits = new CarLimits { BlockBytesMax = 1 << 30, TotalBytesMax = 1L << 31 };
        byte[] bytes = [.. Header, 0x80, 0x80, 0x80, 0x80, 0x02, 1, 2, 3];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (whole, streamed) = await ReadBothWaysAsync(bytes, limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(CarErrorCode.Truncated, whole.Error?.Code);
        Assert.Equal(whole.Error, streamed.Error);
        Assert.InRange(allocated, 0, 1L << 20);
    }

    [Fact]
    public async Task A_large_block_arrives_whole_through_small_reads()
    {
        var block = Block.Of(Multicodec.Raw, Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 7)).ToArray());
        var bytes = new CarFile([block.Cid], [Payload, block, Envelope]).ToBytes();
        await using var stream = new Trickle(bytes, bytesPerRead: 1_000);

        var reader = await CarReader.OpenAsync(stream, CarLimits.Default, CancellationToken.None);
        var read = new List<Block>();
        while (await reader.ReadAsync(CancellationToken.None))
            read.Add(reader.Current);

        Assert.Null(reader.Error);
        Assert.Equal([Payload, block, Envelope], read);
    }

    [Fact]
    public async Task A_writer_sends_large_files_in_pieces()
    {
        var blocks = Enumerable
            .Range(0, 3_000)
            .Select(i => Block.Of(Multicodec.Raw, BitConverter.GetBytes(i)))
            .ToList();
        using var target = new MemoryStream();
        using (var writer = new CarWriter(target, [blocks[0].Cid]))
        {
            foreach (var block in blocks)
                await writer.WriteAsync(block, CancellationToken.None);
            Assert.InRange(target.Length, 1, long.MaxValue);
            await writer.FlushAsync(CancellationToken.None);
        }

        Assert.Equal(new CarFile([blocks[0].Cid], blocks).ToBytes(), target.ToArray());
    }

    static async Task<(Outcome Whole, Outcome Streamed)> ReadBothWaysAsync(byte[] bytes, CarLimits limits)
    {
        var read = CarFile.TryRead(bytes, limits, out var car, out var error);
        var whole = read ? new Outcome(car!.Roots, car.Blocks, null) : new Outcome([], [], error);

        using var stream = new MemoryStream(bytes);
        var reader = await CarReader.OpenAsync(stream, limits, CancellationToken.None);
        var blocks = new List<Block>();
        while (await reader.ReadAsync(CancellationToken.None))
            blocks.Add(reader.Current);
        var streamed = reader.Error is null
            ? new Outcome(reader.Roots, blocks, null)
            : new Outcome([], [], reader.Error);
        return (whole, streamed);
    }

    sealed record Outcome(IReadOnlyList<Cid> Roots, IReadOnlyList<Block> Blocks, CarError? Error)
    {
        public bool Equals(Outcome? other) =>
            other is not null
            && Roots.SequenceEqual(other.Roots)
            && Blocks.SequenceEqual(other.Blocks)
            && Error == other.Error;

        public override int GetHashCode() => Blocks.Count;
    }

    /// <summary>A connection that delivers little at a time.</summary>
    sealed class Trickle(byte[] bytes, int bytesPerRead) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..int.Min(buffer.Length, bytesPerRead)], cancellationToken);
    }
}
