using System.Text;
using System.Text.Json.Nodes;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Inputs from nothing, by the grammar of their form.</summary>
static class Grammar
{
    const int DepthMax = 6;
    const string Quoted = "\"\\\n\u0000é😀";

    public static byte[]? Make(Random chance, FuzzTarget target) =>
        target.Form switch
        {
            InputForm.Cbor => Cbor(chance, target.Words),
            InputForm.Json => Encoding.UTF8.GetBytes(Json(chance, target.Words, DepthMax)?.ToJsonString() ?? "null"),
            InputForm.GraphQL or InputForm.Text => Words(chance, target.Words),
            _ => null,
        };

    /// <summary>Any JSON value, its names and texts often among the words.</summary>
    public static JsonNode? Json(Random chance, IReadOnlyList<string> words, int depth)
    {
        switch (chance.Next(depth > 0 ? 11 : 8))
        {
            case 0:
                return null;
            case 1:
                return chance.Next(2) == 0;
            case 2:
                return chance.Next(-3, 300);
            case 3:
                return BitConverter.Int64BitsToDouble(chance.NextInt64()) is var number && double.IsFinite(number)
                    ? number
                    : -0.0;
            case 4:
                return (decimal)Numbers.Edge(chance);
            case 5 or 6 or 7:
                return Text(chance, words);
            case 8:
                return new JsonArray([
                    .. Enumerable.Range(0, chance.Next(5)).Select(_ => Json(chance, words, depth - 1)),
                ]);
            default:
                var map = new JsonObject();
                for (var count = chance.Next(6); count > 0; count--)
                    map[Text(chance, words)] = Json(chance, words, depth - 1);
                return map;
        }
    }

    static string Text(Random chance, IReadOnlyList<string> words)
    {
        if (words.Count > 0 && chance.Next(5) > 0)
            return words[chance.Next(words.Count)];
        return string.Concat(
            Enumerable
                .Range(0, chance.Next(6))
                .Select(_ => chance.Next(6) == 0 ? Quoted[chance.Next(4)] : (char)chance.Next('0', 'z'))
        );
    }

    /// <summary>One item, mostly canonical.</summary>
    static byte[] Cbor(Random chance, IReadOnlyList<string> words)
    {
        var bytes = new List<byte>();
        Item(bytes, chance, words, DepthMax);
        return [.. bytes];
    }

    static void Item(List<byte> bytes, Random chance, IReadOnlyList<string> words, int depth)
    {
        switch (chance.Next(depth > 0 ? 12 : 8))
        {
            case 0:
                bytes.Add((byte)(0xf4 + chance.Next(4)));
                break;
            case 1:
                CborHeads.Write(bytes, chance, chance.Next(2), Numbers.Edge(chance));
                break;
            case 2:
                CborHeads.Write(bytes, chance, chance.Next(2), (ulong)chance.Next(300));
                break;
            case 3:
                bytes.Add((byte)(chance.Next(8) == 0 ? chance.Next(0xf8, 0x100) : 0xfb));
                bytes.AddRange(BitConverter.GetBytes(chance.NextInt64()));
                break;
            case 4:
                Run(
                    bytes,
                    chance,
                    major: 2,
                    Enumerable.Range(0, chance.Next(40)).Select(_ => (byte)chance.Next(256)).ToArray()
                );
                break;
            case 5:
                // A link: 00 and a CID of 36 bytes.
                bytes.AddRange([0xd8, 0x2a, 0x58, 0x25, 0x00, 0x01, 0x71, 0x12, 0x20]);
                bytes.AddRange(Enumerable.Repeat((byte)chance.Next(256), 32));
                break;
            case 6 or 7:
                Run(bytes, chance, major: 3, Encoding.UTF8.GetBytes(Text(chance, words)));
                break;
            case 8 or 9:
                var items = chance.Next(5);
                CborHeads.Write(bytes, chance, 4, (ulong)items);
                for (; items > 0; items--)
                    Item(bytes, chance, words, depth - 1);
                break;
            default:
                Map(bytes, chance, words, depth);
                break;
        }
    }

    static void Map(List<byte> bytes, Random chance, IReadOnlyList<string> words, int depth)
    {
        var keys = Enumerable
            .Range(0, chance.Next(6))
            .Select(_ => Encoding.UTF8.GetBytes(Text(chance, words)))
            .ToList();
        if (chance.Next(10) > 0)
            keys =
            [
                .. keys.DistinctBy(Convert.ToHexString)
                    .OrderBy(key => key.Length)
                    .ThenBy(Convert.ToHexString, StringComparer.Ordinal),
            ];
        CborHeads.Write(bytes, chance, 5, (ulong)keys.Count);
        foreach (var key in keys)
        {
            Run(bytes, chance, major: 3, key);
            Item(bytes, chance, words, depth - 1);
        }
    }

    static void Run(List<byte> bytes, Random chance, int major, byte[] content)
    {
        CborHeads.Write(bytes, chance, major, (ulong)content.Length);
        bytes.AddRange(content);
    }

    static byte[] Words(Random chance, IReadOnlyList<string> words)
    {
        var text = new StringBuilder();
        for (var count = chance.Next(1, 60); count > 0; count--)
        {
            text.Append(Text(chance, words));
            if (chance.Next(3) > 0)
                text.Append(' ');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
