using System.Buffers;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;

namespace ComposeServer.Streams.Events;

/// <summary>A patch as data events hold it.</summary>
static class PatchValue
{
    public static IpldValue Of(JsonPatch patch)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            patch.WriteTo(writer);
        return JsonBytes.Trusted(buffer.WrittenMemory).ToIpld();
    }
}
