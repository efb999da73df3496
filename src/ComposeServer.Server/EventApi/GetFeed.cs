using System.Globalization;
using System.Text.Json;
using ComposeServer.Log.Feed;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>
/// <c>GET feed/events?resumeAt&amp;limit&amp;includeData</c>: events in the order of the log, each after those it builds on. The token is the
/// position of the next event that will be told; an empty page gives it back.
/// </summary>
/// <param name="feed">Names of events.</param>
/// <param name="events">Events with their bytes.</param>
sealed class GetFeed(IFeedReader feed, IEventReader events) : IEventEndpoint
{
    /// <summary>Events of a page at most.</summary>
    public const int LimitMax = 10_000;

    /// <summary>A page of events with their data ends at so many bytes; the token goes on behind it.</summary>
    public const long DataBytesMax = 8_000_000;

    const int LimitDefault = 100;

    public string Method => HttpMethods.Get;

    public string Route => "feed/events";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        if (!QueryNumber.TryRead(http, "resumeAt", 0, out var resumeAt))
            return NoToken();
        if (!QueryNumber.TryReadLimit(http, LimitDefault, LimitMax, out var limit, out var failure))
            return failure;
        if (!TryReadIncludeData(http, out var withData))
            return new EventAnswer.Failure("includeData is none or full", ApiErrorCode.MalformedRequest);

        var after = long.Max(0, resumeAt - 1);
        return withData
            ? await AnswerAsync(
                await events.ReadAfterAsync(after, limit, DataBytesMax, http.RequestAborted),
                stored => stored.Entry.Position,
                EventJson.Write,
                resumeAt,
                http.RequestAborted
            )
            : await AnswerAsync(
                await feed.ReadAfterAsync(after, limit, http.RequestAborted),
                entry => entry.Position,
                (json, entry) => EventJson.Write(json, entry.Cid),
                resumeAt,
                http.RequestAborted
            );
    }

    async Task<EventAnswer> AnswerAsync<T>(
        IReadOnlyList<T> page,
        Func<T, long> positionOf,
        Action<Utf8JsonWriter, T> write,
        long resumeAt,
        CancellationToken cancel
    )
    {
        // A token from another database would pass over events of this one without a word.
        if (page.Count == 0 && resumeAt - 1 > await feed.ReadPositionAsync(cancel))
            return NoToken();
        var token = page.Count == 0 ? resumeAt : positionOf(page[^1]) + 1;
        return new EventAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            foreach (var one in page)
                write(json, one);
            json.WriteEndArray();
            json.WriteString("resumeToken", token.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        });
    }

    static bool TryReadIncludeData(HttpContext http, out bool withData)
    {
        string? text = http.Request.Query["includeData"];
        withData = text == "full";
        return withData || text is null or "" or "none";
    }

    static EventAnswer.Failure NoToken() =>
        new("resumeAt is not a resume token of this node", ApiErrorCode.InvalidCursor);
}

/// <summary><c>GET feed/resumeToken</c>: the token of who wants to hear only of what is to come.</summary>
sealed class GetResumeToken(IFeedReader feed) : IEventEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "feed/resumeToken";

    public async Task<EventAnswer> AnswerAsync(HttpContext http)
    {
        var position = await feed.ReadPositionAsync(http.RequestAborted);
        return new EventAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("resumeToken", (position + 1).ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        });
    }
}
