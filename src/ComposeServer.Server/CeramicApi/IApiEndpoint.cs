using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>One call of the node API: reads the request, calls one port, answers.</summary>
interface IApiEndpoint
{
    /// <summary>HTTP method.</summary>
    string Method { get; }

    /// <summary>Route below <c>/api/v0</c>.</summary>
    string Route { get; }

    Task<ApiAnswer> AnswerAsync(HttpContext http);
}
