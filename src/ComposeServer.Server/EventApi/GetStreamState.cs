using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>
/// <c>GET streams/:id</c>: the state of a model or document, and the event that the next one builds on (ceramic.md 9.2). It is read from the
/// log, so that whoever was told that an event is taken sees it.
/// </summary>
sealed class GetStreamState(LogStates states) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "streams/{id}";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        var text = (string)http.Request.RouteValues["id"]!;
        if (!StreamId.TryParse(text, out var id, out var error))
            return new EventAnswer.Failure(error, ApiErrorCode.InvalidStreamId);
        return await states.FindAsync(id.Name, http.RequestAborted) switch
        {
            DocumentState document => new EventAnswer.Json(json =>
                Write(json, document, document.Context, document.Unique)
            ),
            ModelState model => new EventAnswer.Json(json => Write(json, model, null, null)),
            _ => new EventAnswer.Absent(text, ApiErrorCode.StreamNotFound),
        };
    }

    static void Write(Utf8JsonWriter json, StreamState state, StreamId? context, DocumentUnique? unique)
    {
        json.WriteStartObject();
        json.WriteString("id", state.Id.ToString());
        json.WriteString("event_cid", state.Tip.ToString());
        json.WriteString("controller", state.Controller.Text);
        json.WriteStartObject("dimensions");
        json.WriteString("context", Raw(context?.ToBytes()));
        json.WriteString("controller", Raw(Encoding.UTF8.GetBytes(state.Controller.Text)));
        json.WriteString("model", Raw(state.Model.Memory.Span));
        json.WriteString("unique", Raw(unique is { } key ? key.Memory.Span : default));
        json.WriteEndObject();
        json.WriteString("data", Raw(DataOf(state)));
        json.WriteEndObject();
    }

    static byte[] DataOf(StreamState state) =>
        [
            .. Encoding.UTF8.GetBytes($"{{\"metadata\":{{{MetadataOf(state as DocumentState)}}},\"content\":"),
            .. state.Content.Span,
            (byte)'}',
        ];

    static string MetadataOf(DocumentState? document) =>
        (document?.ShouldIndex == false ? "\"shouldIndex\":false" : "\"shouldIndex\":true")
        + (document?.ModelVersion is { } version ? $",\"modelVersion\":\"{version}\"" : "");

    static string Raw(ReadOnlySpan<byte> bytes) => Multibase.Encode(Multibase.Base64UrlPrefix, bytes);
}
