using System.Buffers;
using ComposeServer.Server.Host;
using ComposeServer.Server.Operations.Exposition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.Operations;

/// <summary><c>GET /metrics</c>: measurements in the text form of Prometheus, version 0.0.4.</summary>
static class MetricsEndpoint
{
    /// <summary>Where they are.</summary>
    public const string Path = "/metrics";

    const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="routes">Where to.</param>
    /// <param name="book">What is measured.</param>
    /// <param name="isPublic">Whether other machines may read. Where there are addresses for administrators, who reaches one may.</param>
    public static void Map(IEndpointRouteBuilder routes, MetricBook book, bool isPublic) =>
        routes
            .MapGet(Path, (RequestDelegate)(http => AnswerAsync(http, book, isPublic || AdminPort.IsAt(http))))
            .WithMetadata(AdminMark.Measurements);

    static async Task AnswerAsync(HttpContext http, MetricBook book, bool isPublic)
    {
        if (!isPublic && !LocalCaller.Is(http))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("measurements are shown on this machine only; see the setting metricsFrom");
            return;
        }

        var text = new ArrayBufferWriter<byte>(32_768);
        book.Write(text);
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = text.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(text.WrittenMemory);
    }
}
