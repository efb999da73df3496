using System.Buffers.Binary;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Numbers at the edges where counting goes wrong, as bytes.</summary>
static class Numbers
{
    static readonly ulong[] Edges =
    [
        0,
        1,
        0x17,
        0x18,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xffff,
        0x10000,
        0x7fffffff,
        0x80000000,
        0xffffffff,
        0x100000000,
        0x7fffffffffffffff,
        0x8000000000000000,
        0xffffffffffffffff,
    ];

    /// <summary>One in 1, 2, 4 or 8 bytes of either order, or as a varint.</summary>
    public static byte[] Any(Random chance)
    {
        var value = Edge(chance);
        if (chance.Next(3) == 0)
            return Varint(value);
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var size = 1 << chance.Next(4);
        var cut = bytes[^size..];
        if (chance.Next(2) == 0)
            Array.Reverse(cut);
        return cut;
    }

    public static ulong Edge(Random chance) => Edges[chance.Next(Edges.Length)];

    static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
