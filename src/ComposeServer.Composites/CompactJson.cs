using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComposeServer.Composites;

/// <summary>JSON on one line with no more escapes than needed, as <c>JSON.stringify</c> prints it.</summary>
static class CompactJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToUtf8(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
