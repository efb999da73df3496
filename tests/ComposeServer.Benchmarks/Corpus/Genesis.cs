using System.Buffers;
using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>Body of <c>POST /api/v0/streams</c>.</summary>
static class Genesis
{
    public static byte[] ToUtf8(StreamType type, EventBlocks init)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("type"u8, (ulong)type);
            json.WritePropertyName("genesis"u8);
            HttpEvents.WriteValue(json, init);
            json.WriteStartObject("opts"u8);
            json.WriteBoolean("anchor"u8, false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
