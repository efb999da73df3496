using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>One call of the event API: reads the request, calls one port, answers.</summary>
interface IEventEndpoint
{
    /// <summary>HTTP method.</summary>
    string Method { get; }

    /// <summary>Route below <c>/ceramic</c>.</summary>
    string Route { get; }

    Task<EventAnswer> AnswerAsync(HttpContext http);
}
