using ComposeServer.Log.Heads;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET commits/:id</c>: all events of a stream, oldest first.</summary>
sealed class GetCommits(ILogReader reader) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "commits/{id}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var text = StreamRoute.TextIn(http);
        if (!StreamRef.TryFind(text, out var id, out var error))
            return new ApiAnswer.Failure(error, ApiErrorCode.InvalidStreamId);
        var events = await reader.ReadEventsAsync(id.Stream.Name, http.RequestAborted);
        if (events.Count == 0)
            return StreamRoute.NotFound(new(id.Stream, null));
        return new ApiAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("streamId", id.Stream.ToString());
            json.WriteStartArray("commits");
            foreach (var stored in events)
                HttpEvents.WriteCommit(json, stored.Blocks);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
