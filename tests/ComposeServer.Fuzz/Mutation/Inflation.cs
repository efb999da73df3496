using System.Text;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Inputs of hundreds of kilobytes up to the limit: something repeated, or something inside itself.</summary>
static class Inflation
{
    const int SizeBytesMin = 100_000;

    static readonly (byte[] Open, byte[] Close)[] CborNests =
    [
        ([0x81], []),
        ([0xa1, 0x60], []),
        ([0x82, 0x00], []),
        ([0xd8, 0x2a], []),
        ([0x9f], [0xff]),
        ([0xa1, 0x61, 0x61], []),
    ];

    static readonly (byte[] Open, byte[] Close)[] TextNests =
    [
        Nest("[", "]"),
        Nest("{\"a\":", "}"),
        Nest("[[", "]]"),
        Nest("{\"not\":", "}"),
        Nest("{\"properties\":{\"a\":", "}}"),
        Nest("{\"/\":", "}"),
        Nest("{a", "}"),
        Nest("(", ")"),
        Nest("(?:", ")"),
        Nest("[a:", "]"),
        Nest("{a(b:{c:[", "]})}"),
        Nest("\"\"\"", "\"\"\""),
        Nest("...on A{", "}"),
        Nest("(a", ")*"),
    ];

    public static byte[] Of(Random chance, InputForm form, byte[] entry)
    {
        var size = chance.Next(SizeBytesMin, FuzzLimits.InputBytesMax + 1);
        return chance.Next(3) switch
        {
            0 => Nested(chance, form is InputForm.Cbor or InputForm.Bytes ? CborNests : TextNests, entry, size),
            1 => Repeated(chance, entry, size),
            _ => RepeatedInside(chance, entry, size),
        };
    }

    static byte[] Nested(Random chance, (byte[] Open, byte[] Close)[] nests, byte[] entry, int size)
    {
        var (open, close) = nests[chance.Next(nests.Length)];
        var inner = entry.Length > 64 ? [] : entry;
        var levels = int.Max(1, (size - inner.Length) / (open.Length + close.Length));
        return
        [
            .. Enumerable.Repeat(open, levels).SelectMany(part => part),
            .. inner,
            .. Enumerable.Repeat(close, levels).SelectMany(part => part),
        ];
    }

    /// <summary>The whole of it, or a part, from the first byte to the last.</summary>
    static byte[] Repeated(Random chance, byte[] entry, int size)
    {
        var part = Part(chance, entry);
        var bytes = new byte[size];
        for (var at = 0; at < size; at += part.Length)
            part.AsSpan(0, int.Min(part.Length, size - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Between an intact beginning and an intact end, where a parser that wants both will get to it.</summary>
    static byte[] RepeatedInside(Random chance, byte[] entry, int size)
    {
        var at = chance.Next(entry.Length + 1);
        var filling = int.Max(0, size - entry.Length);
        return [.. entry[..at], .. Repeated(chance, entry[at..], filling), .. entry[at..]];
    }

    static byte[] Part(Random chance, byte[] entry)
    {
        if (entry.Length == 0)
            return [(byte)chance.Next(256)];
        if (chance.Next(3) == 0)
            return entry;
        var start = chance.Next(entry.Length);
        return entry.AsSpan(start, chance.Next(1, int.Min(32, entry.Length - start) + 1)).ToArray();
    }

    static (byte[] Open, byte[] Close) Nest(string open, string close) =>
        (Encoding.UTF8.GetBytes(open), Encoding.UTF8.GetBytes(close));
}
