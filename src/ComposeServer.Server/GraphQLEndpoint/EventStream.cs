using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Answers one after another: as server-sent events, or as lines of JSON.</summary>
/// <remarks>Sources: GraphQL over SSE, "Distinct connections mode"; HTML Standard, "Server-sent events"; JSON Lines.</remarks>
sealed class EventStream
{
    readonly HttpContext _http;
    readonly bool _isLines;

    /// <summary>Sets the headers; nothing on the way may keep answers back.</summary>
    public EventStream(HttpContext http, AnswerType type)
    {
        (_http, _isLines) = (http, type == AnswerType.JsonLines);
        http.Response.ContentType = type.Header();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>One answer. JSON as the engine writes it has no line breaks.</summary>
    public async ValueTask WriteNextAsync(ReadOnlyMemory<byte> answer, CancellationToken cancel)
    {
        var pipe = _http.Response.BodyWriter;
        if (!_isLines)
            pipe.Write("event: next\ndata: "u8);
        pipe.Write(answer.Span);
        pipe.Write(_isLines ? "\n"u8 : "\n\n"u8);
        await pipe.FlushAsync(cancel);
    }

    /// <summary>The end.</summary>
    public async ValueTask WriteCompleteAsync(CancellationToken cancel)
    {
        if (!_isLines)
            _http.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await _http.Response.BodyWriter.FlushAsync(cancel);
    }

    /// <summary>A comment, or an empty line, so that nobody on the way takes the connection for dead.</summary>
    public async ValueTask WriteSignOfLifeAsync(CancellationToken cancel)
    {
        _http.Response.BodyWriter.Write(_isLines ? "\n"u8 : ":\n\n"u8);
        await _http.Response.BodyWriter.FlushAsync(cancel);
    }
}
