using ComposeServer.Log.Intake;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>GET peers</c>: none. This server takes part in no peer-to-peer network.</summary>
sealed class GetPeers : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "peers";

    public Task<EventAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<EventAnswer>(
            new EventAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("peers");
                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
}

/// <summary><c>POST peers</c>: refused, so that nobody waits for events of a peer that is never asked.</summary>
sealed class PostPeers : IEventEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "peers";

    public Task<EventAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<EventAnswer>(
            new EventAnswer.Failure(
                "this server connects to no peers: post events to it, or import them from a CAR file",
                RefusalCode.NotAllowed
            )
        );
}
