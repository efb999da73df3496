using System.Buffers;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Ipld.DagCbor;

public class DagCborHostileTests
{
    const int Mebibyte = 1 << 20;

    [Fact]
    public void A_mebibyte_of_lists_inside_lists_is_refused_at_the_depth_limit()
    {
        var bytes = new byte[Mebibyte];
        Array.Fill(bytes, (byte)0x81);

        foreach (var rules in new[] { DagCborRules.Strict, DagCborRules.AsReference })
        {
            var expected = new DagCborError(DagCborErrorCode.Depth, DagCborLimits.DepthMax);
            Assert.Equal(expected, DagCborDecoder.Read(bytes, rules).Error);
            Assert.Equal(expected, DagCborDecoder.Check(bytes, rules));
        }

        Assert.Equal(DagCborErrorCode.Depth, PlainJson.Transcode(bytes, new ArrayBufferWriter<byte>())?.Code);
    }

    [Theory]
    [InlineData(DagCborLimits.DepthMax, true)]
    [InlineData(DagCborLimits.DepthMax + 1, false)]
    [InlineData(DagCborLimits.DepthMax * 100, false)]
    public void Lists_and_maps_go_as_deep_as_the_limit_and_no_deeper(int depth, bool taken)
    {
        byte[] lists = [.. Enumerable.Repeat((byte)0x81, depth - 1), 0x80];
        byte[] maps = [.. Enumerable.Repeat(new byte[] { 0xa1, 0x60 }, depth - 1).SelectMany(pair => pair), 0xa0];

        Assert.Equal(taken, DagCborDecoder.ReadStrict(lists).IsOk);
        Assert.Equal(taken, DagCborDecoder.ReadStrict(maps).IsOk);
    }

    [Fact]
    public void A_value_deeper_than_the_limit_cannot_be_written()
    {
        IpldValue value = IpldList.Empty;
        for (var i = 1; i < DagCborLimits.DepthMax; i++)
            value = IpldList.Of(value);

        Assert.Equal(DagCborLimits.DepthMax, DagCborEncoder.Encode(value).Length);
        Assert.Throws<ArgumentException>(() => DagCborEncoder.Encode(IpldList.Of(value)));
        Assert.False(DagCborEncoder.TryEncode(IpldList.Of(value), out _, out var code));
        Assert.Equal(DagCborErrorCode.Depth, code);
    }

    [Theory]
    [InlineData("5b7fffffffffffffff")]
    [InlineData("5bffffffffffffffff")]
    [InlineData("7a7fffffff")]
    [InlineData("9a7fffffff")]
    [InlineData("9bffffffffffffffff")]
    [InlineData("ba3fffffff")]
    [InlineData("bb8000000000000000")]
    [InlineData("d82a5affffffff00")]
    [InlineData("82")]
    [InlineData("a1")]
    [InlineData("a16161")]
    [InlineData("4201")]
    [InlineData("19")]
    [InlineData("fb00")]
    [InlineData("d82a")]
    public void A_length_that_the_input_does_not_hold_is_refused_before_anything_is_made(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = DagCborDecoder.ReadStrict(bytes).Error;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(DagCborErrorCode.Truncated, error?.Code);
        Assert.InRange(allocated, 0, 10_000);
    }

    [Fact]
    public void Containers_that_each_declare_all_the_rest_cost_no_more_than_their_bytes()
    {
        // 100 lists, each of which says it holds as many items as bytes are left.
        var bytes = new byte[Mebibyte];
        for (var i = 0; i < 100; i++)
        {
            bytes[i * 5] = 0x9a;
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 5 + 1), Mebibyte - i * 5 - 5);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = DagCborDecoder.ReadStrict(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(DagCborErrorCode.Truncated, read.Error?.Code);
        Assert.InRange(allocated, 0, 64L * Mebibyte);
    }

    [Fact]
    public void Maps_out_of_order_inside_each_other_are_read_once_each_and_not_doubled_by_depth()
    {
        // Each level is { "b": 0, "a": <next> }: all but the last level rewinds.
        var bytes = new List<byte>();
        for (var i = 0; i < DagCborLimits.DepthMax - 1; i++)
            bytes.AddRange([0xa3, 0x61, 0x63, 0x00, 0x61, 0x62]);
        bytes.Add(0x00);
        for (var i = 0; i < DagCborLimits.DepthMax - 1; i++)
            bytes.AddRange([0x61, 0x61, 0x00]);

        var read = DagCborDecoder.ReadAsReference(bytes.ToArray());

        Assert.True(read.IsOk, read.Error.ToString());
    }

    [Fact]
    public void A_repeated_key_is_found_among_many_that_are_out_of_order()
    {
        const int count = 50_000;
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new DagCborWriter(bytes);
        writer.WriteMap(count + 1);
        for (var i = count; i > 0; i--)
        {
            writer.WriteText($"{i:x8}");
            writer.WriteNull();
        }

        writer.WriteText($"{count / 2:x8}");
        writer.WriteNull();
        writer.Flush();

        var error = DagCborDecoder.ReadAsReference(bytes.WrittenMemory).Error;

        Assert.Equal(DagCborErrorCode.KeyRepeated, error?.Code);
        Assert.Equal(DagCborErrorCode.KeyOrder, DagCborDecoder.ReadStrict(bytes.WrittenMemory).Error?.Code);
    }

    [Fact]
    public void Small_items_do_not_become_many_times_their_size()
    {
        // A list of 64 K zeros: shared values, one array.
        byte[] bytes = [0x99, 0xff, 0xff, .. new byte[0xffff]];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = DagCborDecoder.ReadStrict(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(read.IsOk);
        Assert.InRange(allocated, 0, 64L * bytes.Length);
    }
}
