using System.Buffers;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Ipld.DagCbor;

public class DagCborReaderTests
{
    static readonly Cid Link = Cid.Compute(Multicodec.Raw, [1]);

    static byte[] Sample()
    {
        var target = new ArrayBufferWriter<byte>();
        var writer = new DagCborWriter(target);
        writer.WriteMap(4);
        writer.WriteText("n"u8);
        writer.WriteInteger(-5);
        writer.WriteText("list"u8);
        writer.WriteList(4);
        writer.WriteNull();
        writer.WriteBool(true);
        writer.WriteFloat(1.5);
        writer.WriteBytes([1, 2]);
        writer.WriteText("prev"u8);
        writer.WriteLink(Link);
        writer.WriteText("title");
        writer.WriteText("é");
        writer.Flush();
        return target.WrittenSpan.ToArray();
    }

    [Fact]
    public void What_the_writer_wrote_is_canonical_and_equals_the_tree()
    {
        var tree = IpldMap.Of(
            ("title", "é"),
            ("prev", Link),
            ("list", IpldList.Of(IpldValue.Null, true, new IpldFloat(1.5), new byte[] { 1, 2 })),
            ("n", -5)
        );

        Assert.Equal(DagCborEncoder.Encode(tree), Sample());
    }

    [Fact]
    public void A_shape_reads_in_one_pass_and_skips_what_it_does_not_know()
    {
        var reader = new DagCborReader(Sample());
        var prev = default(Cid);
        long number = 0;

        Assert.True(reader.TryReadMap(out var map));
        Assert.Equal(4, map.Count);
        while (reader.TryNextKey(ref map, out var key))
        {
            if (key.SequenceEqual("prev"u8))
                reader.TryReadLink(out prev);
            else if (key.SequenceEqual("n"u8))
                reader.TryReadInt64(out number);
            else
                reader.TrySkip();
        }

        Assert.True(reader.TryReadEnd());
        Assert.Null(reader.Error);
        Assert.Equal(Link, prev);
        Assert.Equal(-5, number);
    }

    [Fact]
    public void An_item_is_handed_out_as_its_own_bytes()
    {
        var reader = new DagCborReader(Sample());
        reader.TryReadMap(out var map);
        reader.TryNextKey(ref map, out _);
        reader.TrySkip();
        reader.TryNextKey(ref map, out _);

        Assert.True(reader.TryReadItem(out var item));

        Assert.Equal("84f6f5fb3ff8000000000000420102", Convert.ToHexStringLower(item));
    }

    [Fact]
    public void Asking_for_another_kind_fails_and_the_failure_stays()
    {
        var reader = new DagCborReader([0x01]);

        Assert.Equal(DagCborKind.Integer, reader.Peek());
        Assert.False(reader.TryReadText(out _));
        Assert.False(reader.TryReadInteger(out _));
        Assert.False(reader.TryReadEnd());
        Assert.Equal(DagCborKind.None, reader.Peek());
        Assert.Equal(new DagCborError(DagCborErrorCode.UnexpectedKind, 0), reader.Error);
    }

    [Fact]
    public void An_integer_beyond_64_signed_bits_is_no_long()
    {
        var bytes = Convert.FromHexString("1b8000000000000000");
        var narrow = new DagCborReader(bytes);
        var wide = new DagCborReader(bytes);

        Assert.False(narrow.TryReadInt64(out _));
        Assert.True(wide.TryReadInteger(out var value));
        Assert.Equal((Int128)1 << 63, value);
    }

    [Fact]
    public void Reading_and_checking_allocate_nothing()
    {
        var bytes = Sample();
        Assert.Null(DagCborDecoder.Check(bytes, DagCborRules.Strict));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            DagCborDecoder.Check(bytes, DagCborRules.Strict);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Bytes_of_a_value_are_slices_of_the_input()
    {
        byte[] input = [0x42, 7, 8];

        var value = (IpldBytes)DagCborDecoder.ReadStrict(input).Value!;
        input[1] = 9;

        Assert.Equal([9, 8], value.Value.ToArray());
    }
}
