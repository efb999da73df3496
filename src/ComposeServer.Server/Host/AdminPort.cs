using ComposeServer.Server.Calls;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Host;

/// <summary>
/// Decides who reaches what is for those who run the server. With addresses of its own (<c>adminUrls</c>) it is served there alone and is not to be
/// found elsewhere; without, the calls are for programs on this machine, unless <c>adminFrom</c> says otherwise.
/// </summary>
static class AdminPort
{
    /// <summary>Behind the routing, before the endpoints.</summary>
    public static void Use(WebApplication app, ServerOptions options) =>
        app.Use(
            (http, next) =>
                http.GetEndpoint()?.Metadata.GetMetadata<AdminMark>() is { } mark
                    ? EnterAsync(http, mark, options, next)
                    : next(http)
        );

    /// <summary>Whether a request came over an address of <c>adminUrls</c>. Nothing that the request says matters.</summary>
    public static bool IsAt(HttpContext http) => http.Features.Get<AdminListener>() is not null;

    static Task EnterAsync(HttpContext http, AdminMark mark, ServerOptions options, RequestDelegate next)
    {
        if (options.AdminUrls.Count > 0)
        {
            if (IsAt(http))
                return next(http);
            return mark.IsAdministration ? CeramicApi.CeramicApi.NoRouteAsync(http) : NoRoute.AnswerAsync(http);
        }

        if (!mark.IsAdministration || options.AdminFrom == "anywhere" || LocalCaller.Is(http))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        ServerDiagnostics.CountError("api", ApiErrorCode.AdminLoopbackOnly);
        return JsonAnswer.WriteErrorAsync(
            http.Response,
            "error",
            "administration is for programs on the server's own machine; see the settings adminUrls and adminFrom",
            ApiErrorCode.AdminLoopbackOnly
        );
    }
}
