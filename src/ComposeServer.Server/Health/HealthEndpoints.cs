using ComposeServer.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ComposeServer.Server.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can serve, its database included.</summary>
static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, PostgresBackend backend)
    {
        routes.MapGet("/healthz", (RequestDelegate)(http => http.Response.WriteAsync("alive")));
        routes.MapGet(
            "/readyz",
            async http =>
            {
                if (await backend.IsReachableAsync(http.RequestAborted))
                {
                    await http.Response.WriteAsync("ready");
                    return;
                }

                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await http.Response.WriteAsync("the database does not answer");
            }
        );
    }
}
