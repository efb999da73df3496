using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can serve, its database included; with 503, why it cannot.</summary>
static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapGet("/healthz", (RequestDelegate)(http => http.Response.WriteAsync("alive")));
        routes.MapGet(
            "/readyz",
            async http =>
            {
                var report = await readiness.LookAsync(http.RequestAborted);
                if (report.Reason is not null)
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.CacheControl = "no-store";
                http.Response.ContentType = "application/json; charset=utf-8";
                await http.Response.BodyWriter.WriteAsync(report.ToUtf8());
            }
        );
    }
}
