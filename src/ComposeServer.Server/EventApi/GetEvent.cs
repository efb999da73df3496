using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary><c>GET events/:id</c>: an event with its blocks, by its CID or its <see cref="EventId"/>.</summary>
/// <param name="events">Where events are read.</param>
/// <param name="states">Says which model and controller an EventID must name.</param>
/// <param name="network">Number of the network.</param>
sealed class GetEvent(IEventReader events, LogStates states, ulong network) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "events/{id}";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        var text = (string)http.Request.RouteValues["id"]!;
        var isCid = Cid.TryParse(text, out var cid);
        var id = default(EventId);
        if (!isCid && !EventId.TryParse(text, out id))
            return new EventAnswer.Failure(
                "an event is named by its CID or by the multibase text of its EventID",
                ApiErrorCode.MalformedRequest
            );
        var found = await events.FindAsync(isCid ? cid : id.Event, http.RequestAborted);
        if (found is null || (!isCid && !await IsNamedAsync(found, id, http.RequestAborted)))
            return new EventAnswer.Absent($"Event not found : {text}", ApiErrorCode.CommitNotFound);
        return new EventAnswer.Json(json => EventJson.Write(json, found.Event));
    }

    /// <summary>The same event under another model, controller or network has another name, and nothing is stored under that.</summary>
    async ValueTask<bool> IsNamedAsync(FoundEvent found, EventId id, CancellationToken cancel) =>
        await states.FindAsync(found.Log, cancel) is StreamState { Model.IsEmpty: false } state
        && EventId.Of(network, state.Model, state.Controller, state.Id.Init, found.Event.Entry.Cid) == id;
}
