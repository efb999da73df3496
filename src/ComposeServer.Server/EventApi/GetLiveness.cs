using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>GET liveness</c>: 200 and nothing.</summary>
sealed class GetLiveness : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "liveness";

    public Task<EventAnswer> AnswerAsync(HttpContext http) => Task.FromResult<EventAnswer>(new EventAnswer.Alive());
}
