using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Answers as server-sent events. Source: GraphQL over SSE, "Distinct connections mode"; HTML Standard, "Server-sent events".</summary>
static class EventStream
{
    /// <summary>The answer of a query or mutation: one event, and the end.</summary>
    public static async Task WriteOnceAsync(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        Begin(http);
        await WriteNextAsync(http, answer);
        await WriteCompleteAsync(http);
    }

    /// <summary>Sets the headers; nothing on the way may keep events back.</summary>
    public static void Begin(HttpContext http)
    {
        http.Response.ContentType = AnswerType.EventStream.Header();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>One answer. JSON as the engine writes it has no line breaks.</summary>
    public static async ValueTask WriteNextAsync(HttpContext http, ReadOnlyMemory<byte> answer)
    {
        var pipe = http.Response.BodyWriter;
        pipe.Write("event: next\ndata: "u8);
        pipe.Write(answer.Span);
        pipe.Write("\n\n"u8);
        await pipe.FlushAsync(http.RequestAborted);
    }

    /// <summary>The end.</summary>
    public static async ValueTask WriteCompleteAsync(HttpContext http)
    {
        http.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>A comment, so that nobody on the way takes the connection for dead.</summary>
    public static async ValueTask WriteSignOfLifeAsync(HttpContext http)
    {
        http.Response.BodyWriter.Write(":\n\n"u8);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
