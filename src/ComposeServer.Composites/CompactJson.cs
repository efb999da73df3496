using System.Buffers;
using System.Text.Json;

namespace ComposeServer.Composites;

/// <summary>JSON on one line, as <c>JSON.stringify</c> prints it.</summary>
static class CompactJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = new EcmaJsonEncoder() };

    /// <summary>For files that are read.</summary>
    public static JsonDocumentOptions ReadOptions { get; } = new() { MaxDepth = CompositeLimits.JsonDepthMax };

    public static byte[] ToUtf8(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
