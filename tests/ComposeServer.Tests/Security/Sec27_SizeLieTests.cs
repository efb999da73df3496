using System.Buffers;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 27: a few bytes of CBOR that say they are gibibytes (CVE-2026-35480).</summary>
public class Sec27_SizeLieTests
{
    static readonly ulong[] Sizes =
    [
        0x7fffffff,
        0x80000000,
        0xffffffff,
        0x7fffffffffffffff,
        0x8000000000000000,
        ulong.MaxValue,
    ];

    /// <summary>Every kind with a length, every size, alone and below ninety lists that lie too.</summary>
    public static TheoryData<string> Lies
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (var size in Sizes)
            {
                foreach (var major in new byte[] { 0x40, 0x60, 0x80, 0xa0 })
                    rows.Add(Convert.ToHexString(Head(major, size)));
                rows.Add(Convert.ToHexString([0xd8, 0x2a, .. Head(0x40, size)]));
                rows.Add(Convert.ToHexString([.. Enumerable.Repeat(Head(0x80, size), 9).SelectMany(head => head)]));
                rows.Add(Convert.ToHexString([0xa1, .. Head(0x60, size)]));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_length_is_believed_no_further_than_the_input_goes(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.InRange(bytes.Length, 1, 100);

        Effort.Within(
            timeMs: 5,
            Effort.Mebibyte,
            () =>
            {
                Assert.False(DagCborDecoder.ReadStrict(bytes).IsOk);
                Assert.False(DagCborDecoder.ReadAsReference(bytes).IsOk);
                Assert.NotNull(PlainJson.Transcode(bytes, new ArrayBufferWriter<byte>()));
                Assert.False(DagJws.TryRead(bytes, DagCborRules.AsReference, out _, out _));
                Assert.False(DagJwe.TryRead(bytes, DagCborRules.AsReference, out _, out _));
                Assert.False(CarFile.TryRead(bytes, CarLimits.Default, out _, out _));
                Assert.False(
                    CarFile.TryRead(
                        new byte[] { (byte)bytes.Length }
                            .Concat(bytes)
                            .ToArray(),
                        CarLimits.Default,
                        out _,
                        out _
                    )
                );
            }
        );
    }

    [Fact]
    public void A_mebibyte_of_lies_costs_little_more_than_itself()
    {
        foreach (var major in new byte[] { 0x80, 0xa0 })
        {
            // Each container claims as many items as there are bytes left, and holds the next one.
            var bytes = new byte[Effort.Mebibyte];
            for (var level = 0; level < DagCborLimits.DepthMax; level++)
            {
                var at = level * 6;
                Head32(bytes.AsSpan(at), major, (uint)(bytes.Length - at) / 3);
                bytes[at + 5] = 0x60;
            }

            Effort.Within(
                timeMs: 200,
                64 * Effort.Mebibyte,
                () => Assert.False(DagCborDecoder.ReadAsReference(bytes).IsOk)
            );
        }
    }

    static byte[] Head(byte major, ulong size)
    {
        var head = new byte[9];
        head[0] = (byte)(major | 27);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(1), size);
        return head;
    }

    static void Head32(Span<byte> target, byte major, uint size)
    {
        target[0] = (byte)(major | 26);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(target[1..], size);
    }
}
