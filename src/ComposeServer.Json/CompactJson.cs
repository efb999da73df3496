using System.Buffers;

namespace ComposeServer.Json;

/// <summary>JSON text without insignificant white space; everything else keeps its spelling.</summary>
static class CompactJson
{
    static readonly SearchValues<byte> Space = SearchValues.Create(" \t\r\n"u8);
    static readonly SearchValues<byte> QuoteOrSpace = SearchValues.Create("\" \t\r\n"u8);
    static readonly SearchValues<byte> QuoteOrBackslash = SearchValues.Create("\"\\"u8);
    static readonly SearchValues<byte> QuoteOrBracket = SearchValues.Create("\"{}[]"u8);

    /// <summary>True when there is no white space outside strings.</summary>
    /// <param name="json">Text that a JSON parser has accepted.</param>
    public static bool IsCompact(ReadOnlySpan<byte> json)
    {
        if (!json.ContainsAny(Space))
            return true;
        while (true)
        {
            var stop = json.IndexOfAny(QuoteOrSpace);
            if (stop < 0)
                return true;
            if (json[stop] != '"')
                return false;
            json = json[(stop + 1)..];
            json = json[StringEnd(json)..];
        }
    }

    /// <summary>The text without white space outside strings.</summary>
    /// <param name="json">Text that a JSON parser has accepted.</param>
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        var target = new ArrayBufferWriter<byte>(Math.Max(json.Length, 1));
        while (!json.IsEmpty)
        {
            var stop = json.IndexOfAny(QuoteOrSpace);
            if (stop < 0)
                stop = json.Length;
            var kept = stop;
            if (stop < json.Length && json[stop] == '"')
                kept = stop + 1 + StringEnd(json[(stop + 1)..]);
            target.Write(json[..kept]);
            json = json[Math.Max(kept, Math.Min(stop + 1, json.Length))..];
        }
        return target.WrittenSpan.ToArray();
    }

    /// <summary>The deepest nesting of lists and objects; 0 for a scalar.</summary>
    /// <param name="json">Text that a JSON parser has accepted.</param>
    public static int Depth(ReadOnlySpan<byte> json)
    {
        var (depth, deepest) = (0, 0);
        while (true)
        {
            var stop = json.IndexOfAny(QuoteOrBracket);
            if (stop < 0)
                return deepest;
            var found = json[stop];
            json = json[(stop + 1)..];
            if (found == '"')
                json = json[StringEnd(json)..];
            else if (found is (byte)'{' or (byte)'[')
                deepest = Math.Max(deepest, ++depth);
            else
                depth--;
        }
    }

    /// <summary>Index after the closing quote of a string whose opening quote has been read.</summary>
    static int StringEnd(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (true)
        {
            at += json[at..].IndexOfAny(QuoteOrBackslash);
            if (json[at] == '"')
                return at + 1;
            at += 2;
        }
    }
}
