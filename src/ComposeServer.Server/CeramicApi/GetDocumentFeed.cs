using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Server.Calls;
using ComposeServer.Server.Streaming;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>GET feed/aggregation/documents?after=</c>: every signed event of every stream as server-sent events, in the order of commits
/// (ceramic.md 8.4). The resume token is the event's position; nothing is forgotten, and each event is told once.
/// </summary>
sealed class GetDocumentFeed(LogFeed feed, LogStates states, TimeProvider clock) : IApiEndpoint
{
    static readonly TimeSpan SignOfLifeInterval = TimeSpan.FromSeconds(15);

    public string Method => HttpMethods.Get;

    public string Route => "feed/aggregation/documents";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var now = await feed.ReadPositionAsync(http.RequestAborted);
        var position = now;
        if (
            http.Request.Query["after"] is [{ Length: > 0 } after]
            && (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out position) || position > now)
        )
            return new ApiAnswer.Failure(
                "after is not a resume token of this node",
                ApiErrorCode.InvalidCursor,
                StatusCodes.Status400BadRequest
            );
        return new ApiAnswer.Stream(
            "text/event-stream",
            (response, cancel) => WriteAsync(response.BodyWriter, feed.FollowAsync(position, cancel), cancel)
        );
    }

    async Task WriteAsync(PipeWriter body, IAsyncEnumerable<IReadOnlyList<FeedEntry>> batches, CancellationToken cancel)
    {
        await body.FlushAsync(cancel);
        await SignsOfLife.WriteAsync(batches, SignOfLifeInterval, WriteBatchAsync, ShowLifeAsync, clock, cancel);

        async ValueTask WriteBatchAsync(IReadOnlyList<FeedEntry> batch)
        {
            await WriteAsync(body, batch, cancel);
            await body.FlushAsync(cancel);
        }

        async ValueTask ShowLifeAsync()
        {
            body.Write(":\n\n"u8);
            await body.FlushAsync(cancel);
        }
    }

    async Task WriteAsync(IBufferWriter<byte> body, IReadOnlyList<FeedEntry> batch, CancellationToken cancel)
    {
        var signed = batch.Where(entry => entry.IsSigned || entry.Kind != EventKind.Init).ToList();
        var now = await states.FindAsync([.. signed.Select(entry => entry.Log).Distinct()], cancel);
        foreach (var entry in signed)
            if (await StateAfterAsync(entry, now, cancel) is StreamState state)
                Write(body, entry, state);
    }

    /// <summary>What the event led to: several of a batch may be of one stream, and it may have gone on since.</summary>
    async ValueTask<LogState?> StateAfterAsync(
        FeedEntry entry,
        IReadOnlyDictionary<LogName, LogState> now,
        CancellationToken cancel
    ) =>
        now.TryGetValue(entry.Log, out var state) && state.Tip == entry.Cid
            ? state
            : await states.AtAsync(entry.Log, entry.Cid, cancel);

    static void Write(IBufferWriter<byte> body, FeedEntry entry, StreamState state)
    {
        body.Write("data: "u8);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("resumeToken", entry.Position.ToString(CultureInfo.InvariantCulture));
            json.WriteString("commitId", state.Id.At(entry.Cid).ToString());
            json.WriteString("content", ContentOf(state));
            json.WritePropertyName("metadata");
            StreamStateJson.WriteMetadata(json, state);
            json.WriteNumber("eventType", (int)entry.Kind);
            json.WriteEndObject();
        }

        body.Write("\n\n"u8);
    }

    static string ContentOf(StreamState state)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            state.Content.WriteTo(json);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
