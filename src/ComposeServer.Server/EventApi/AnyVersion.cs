using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>GET</c> and <c>POST version</c>: which release of ceramic-one has this API. Clients ask to know what they may call.</summary>
sealed class AnyVersion(string method) : IEventEndpoint
{
    /// <summary>The release that the API is taken from.</summary>
    public const string Version = "0.58.0";

    public string Method => method;

    public string Route => "version";

    public Task<EventAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<EventAnswer>(
            new EventAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("version", Version);
                json.WriteEndObject();
            })
        );
}
