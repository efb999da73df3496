using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>The whole body of a request, where Kestrel put it.</summary>
static class RequestBody
{
    /// <summary>Waits for the end. The caller advances the reader past it when it has read it.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.IsCompleted)
                return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
