using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ComposeServer.Server.GraphQLEndpoint.Incremental;

/// <summary>Payloads as parts of one body, divided by <c>-</c>, which JSON as the engine writes it cannot hold at the start of a line.</summary>
/// <remarks>
/// The divider follows each part at once, so that a client knows that the part is whole. Sources: RFC 2046, 5.1; GraphQL over HTTP,
/// "Incremental Delivery".
/// <code>
/// CR LF "---"  then for each payload
/// CR LF "Content-Type: application/json; charset=utf-8" CR LF CR LF payload CR LF "---"  and at the end  "--" CR LF
/// </code>
/// </remarks>
sealed class MultipartStream
{
    readonly HttpContext _http;
    bool _hasBegun;

    /// <summary>Sets the headers; nothing on the way may keep parts back.</summary>
    public MultipartStream(HttpContext http)
    {
        _http = http;
        http.Response.ContentType = AnswerType.Multipart.Header();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>One payload.</summary>
    /// <param name="payload">JSON.</param>
    /// <param name="isLast">True when nothing follows.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> payload, bool isLast, CancellationToken cancel)
    {
        var pipe = _http.Response.BodyWriter;
        if (!_hasBegun)
            pipe.Write("\r\n---"u8);
        _hasBegun = true;
        pipe.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        pipe.Write(payload.Span);
        pipe.Write(isLast ? "\r\n-----\r\n"u8 : "\r\n---"u8);
        await pipe.FlushAsync(cancel);
    }
}
