using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Host;

/// <summary>
/// What is answered where nothing is mounted. The node API has a page of its own for that, as the JS node has; a method that a route does not
/// have stays the router's to refuse.
/// </summary>
static class NoRoute
{
    /// <summary>Behind the routing, before the endpoints.</summary>
    public static void Use(WebApplication app) =>
        app.Use((http, next) => http.GetEndpoint() is null ? AnswerAsync(http) : next(http));

    /// <summary>Answers that there is nothing here.</summary>
    public static Task AnswerAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return JsonAnswer.WriteErrorAsync(
            http.Response,
            "error",
            "nothing is served at this address",
            ApiErrorCode.NoRoute
        );
    }
}
