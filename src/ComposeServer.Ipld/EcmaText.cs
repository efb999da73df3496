using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>JSON strings exactly as <c>JSON.stringify</c> writes them. Source: ECMA-262, QuoteJSONString.</summary>
/// <remarks>Only <c>"</c>, <c>\</c> and control characters are escaped: the .NET encoders escape more, and their bytes would differ from the JS node's.</remarks>
public static class EcmaText
{
    static readonly SearchValues<byte> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(i => (byte)i),
        (byte)'"',
        (byte)'\\',
    ]);

    /// <summary>Writes text, which must be valid UTF-8, in quotes.</summary>
    public static void WriteQuoted(IBufferWriter<byte> target, ReadOnlySpan<byte> utf8)
    {
        var sink = new ByteSink(target);
        WriteQuoted(ref sink, utf8);
        sink.Flush();
    }

    internal static void WriteQuoted(scoped ref ByteSink sink, scoped ReadOnlySpan<byte> utf8)
    {
        sink.Put((byte)'"');
        while (true)
        {
            var plain = utf8.IndexOfAny(Escaped);
            if (plain < 0)
                break;
            sink.Put(utf8[..plain]);
            WriteEscape(ref sink, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }

        sink.Put(utf8);
        sink.Put((byte)'"');
    }

    static void WriteEscape(scoped ref ByteSink sink, byte value)
    {
        switch (value)
        {
            case (byte)'"':
                sink.Put("\\\""u8);
                break;
            case (byte)'\\':
                sink.Put("\\\\"u8);
                break;
            case (byte)'\b':
                sink.Put("\\b"u8);
                break;
            case (byte)'\t':
                sink.Put("\\t"u8);
                break;
            case (byte)'\n':
                sink.Put("\\n"u8);
                break;
            case (byte)'\f':
                sink.Put("\\f"u8);
                break;
            case (byte)'\r':
                sink.Put("\\r"u8);
                break;
            default:
                sink.Put("\\u00"u8);
                sink.Put(value < 0x10 ? (byte)'0' : (byte)'1');
                sink.Put("0123456789abcdef"u8[value & 15]);
                break;
        }
    }
}
