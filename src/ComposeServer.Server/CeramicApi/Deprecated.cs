using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>A call that answers as ever, and says since when it is old.</summary>
/// <param name="call">The call.</param>
/// <param name="since">Value of the header <c>Deprecation</c>.</param>
sealed class Deprecated(IApiEndpoint call, string since) : IApiEndpoint
{
    public string Method => call.Method;

    public string Route => call.Route;

    public Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        http.Response.Headers["Deprecation"] = since;
        return call.AnswerAsync(http);
    }
}
