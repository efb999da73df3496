using ComposeServer.Log.Feed;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>
/// <c>GET experimental/events/:sep/:value</c>: the events of a model, of one controller or of one stream, with their data. The offset is
/// what the page before gave, and 0 begins; it counts nothing.
/// </summary>
sealed class GetEventsOf(IEventReader events) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "experimental/events/{sep}/{value}";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        if (!EventRange.TryRead(http, out var range, out var failure))
            return failure;
        if (!QueryNumber.TryRead(http, "offset", 0, out var offset))
            return NoOffset();
        if (!QueryNumber.TryReadLimit(http, GetFeed.LimitMax, GetFeed.LimitMax, out var limit, out failure))
            return failure;
        var page = await events.ReadAsync(
            new(range.Model.Name, range.Stream?.Name ?? default, range.Controller),
            offset,
            limit,
            GetFeed.DataBytesMax,
            http.RequestAborted
        );
        if (page is null)
            return NoOffset();
        return new EventAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            foreach (var stored in page.Events)
                EventJson.Write(json, stored);
            json.WriteEndArray();
            json.WriteNumber("resumeOffset", page.Last);
            json.WriteBoolean("isComplete", page.IsComplete);
            json.WriteEndObject();
        });
    }

    static EventAnswer.Failure NoOffset() =>
        new("offset is not the resumeOffset of a page of this model; 0 begins again", ApiErrorCode.InvalidCursor);
}
