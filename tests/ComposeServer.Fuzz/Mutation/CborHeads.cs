using System.Buffers.Binary;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Heads of CBOR items.</summary>
static class CborHeads
{
    /// <summary>A head of the kind of another, with a length or a value that has nothing to do with what follows.</summary>
    public static byte[] Lie(Random chance, byte head)
    {
        var info = chance.Next(24, 32);
        var lie = new byte[1 + SizeOf(info)];
        lie[0] = (byte)((head & 0xe0) | info);
        var value = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, Numbers.Edge(chance));
        value.AsSpan(8 - (lie.Length - 1)).CopyTo(lie.AsSpan(1));
        return lie;
    }

    /// <summary>A head in the fewest bytes, or now and then in more.</summary>
    public static void Write(List<byte> target, Random chance, int major, ulong argument)
    {
        var info =
            argument < 24 ? (int)argument
            : argument <= byte.MaxValue ? 24
            : argument <= ushort.MaxValue ? 25
            : argument <= uint.MaxValue ? 26
            : 27;
        if (chance.Next(60) == 0)
            info = chance.Next(int.Max(24, info), 28);
        target.Add((byte)(major << 5 | info));
        for (var i = SizeOf(info) - 1; i >= 0; i--)
            target.Add((byte)(argument >> (8 * i)));
    }

    static int SizeOf(int info) => info is >= 24 and < 28 ? 1 << (info - 24) : 0;
}
