using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>GET config/network</c>: the name of the network.</summary>
sealed class GetNetwork(string network) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "config/network";

    public Task<EventAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<EventAnswer>(
            new EventAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("name", network);
                json.WriteEndObject();
            })
        );
}
