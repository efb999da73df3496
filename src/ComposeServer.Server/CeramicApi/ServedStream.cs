using System.Globalization;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Heads;
using ComposeServer.Streams;

namespace ComposeServer.Server.CeramicApi;

/// <summary>A stream's state with the entries of its log, as the node API serves it.</summary>
sealed record ServedStream(StreamState State, IReadOnlyList<LogEntry> Log)
{
    readonly AnchorStatus _status = AnchorStatus.NotRequested;

    /// <summary>How far the anchoring of the tip has come.</summary>
    public AnchorStatus Status
    {
        get => Log[^1].Kind == EventKind.Time ? AnchorStatus.Anchored : _status;
        init => _status = value;
    }

    public void WriteState(Utf8JsonWriter json) => StreamStateJson.Write(json, State, Log, Status);

    /// <summary>The same for the same state: its tip, how far the anchoring of that has come, and the times of its log.</summary>
    public string Tag =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{State.Tip}-{(int)Status}-{Log.Aggregate(0L, (sum, entry) => unchecked((sum * 31) + (entry.TimestampSeconds ?? 0))):x}"
        );

    /// <summary><c>{"streamId", "state"}</c>.</summary>
    public ApiAnswer.Json Answer(long? position = null) =>
        new ApiAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("streamId", State.Id.ToString());
            json.WritePropertyName("state");
            WriteState(json);
            json.WriteEndObject();
        })
        {
            Position = position,
        };
}

/// <summary>Reads streams for the node API.</summary>
/// <param name="reader">Committed heads and events.</param>
/// <param name="states">States of them.</param>
/// <param name="showsRequests">Whether somebody anchors here; if not, requests of an earlier time say nothing.</param>
sealed class StreamReads(ILogReader reader, LogStates states, bool showsRequests)
{
    /// <summary>A stream now, or right after a commit.</summary>
    /// <returns>Null when the stream, or the commit in it, is not here.</returns>
    public async Task<ServedStream?> FindAsync(StreamRef id, CancellationToken cancel)
    {
        var state = id.Commit is { } commit
            ? await states.AtAsync(id.Stream.Name, commit, cancel)
            : await states.FindAsync(id.Stream.Name, cancel);
        return state is StreamState stream
            ? (await WithLogsAsync([stream], isNow: id.Commit is null, cancel))[0]
            : null;
    }

    /// <summary>A stream as it was at its last anchor up to a time, else at its init event (ceramic.md 5.5).</summary>
    /// <returns>Null when the stream is not here.</returns>
    public async Task<ServedStream?> FindAtTimeAsync(StreamId id, long seconds, CancellationToken cancel)
    {
        if (await FindAsync(new StreamRef(id, null), cancel) is not { } now)
            return null;
        var anchors = now.Log.Where(entry => entry.Kind == EventKind.Time && entry.TimestampSeconds <= seconds);
        return await FindAsync(new StreamRef(id, anchors.Select(entry => entry.Cid).LastOrDefault(id.Init)), cancel);
    }

    /// <summary>Adds the entries of each log up to its tip, in one round trip.</summary>
    public Task<IReadOnlyList<ServedStream>> WithLogsAsync(
        IReadOnlyList<StreamState> streams,
        CancellationToken cancel
    ) => WithLogsAsync(streams, isNow: true, cancel);

    async Task<IReadOnlyList<ServedStream>> WithLogsAsync(
        IReadOnlyList<StreamState> streams,
        bool isNow,
        CancellationToken cancel
    )
    {
        var entries = await reader.ReadEntriesAsync([.. streams.Select(stream => stream.Name).Distinct()], cancel);
        return [.. streams.Select(stream => Serve(stream, entries[stream.Name], isNow))];
    }

    /// <summary>The branch that leads to the tip.</summary>
    ServedStream Serve(StreamState stream, IReadOnlyList<StoredEntry> entries, bool isNow)
    {
        var path = new Branches(entries).PathTo(stream.Tip);
        // The state was read before the log, and its anchor may have come in between.
        var isOvertaken = isNow && entries.Any(entry => IsAnchorOf(entry, stream.Tip));
        return new(stream, LogOf(stream, path))
        {
            Status = showsRequests ? StatusOf(path[^1].AnchorRequest, isOvertaken) : AnchorStatus.NotRequested,
        };
    }

    static bool IsAnchorOf(StoredEntry entry, Cid tip) =>
        entry is { Kind: EventKind.Time, TimestampSeconds: not null } && entry.Prev == tip;

    static AnchorStatus StatusOf(AnchorRequestStage? stage, bool isOvertaken) =>
        stage switch
        {
            null when isOvertaken => AnchorStatus.Processing,
            null => AnchorStatus.NotRequested,
            AnchorRequestStage.Waiting => AnchorStatus.Pending,
            AnchorRequestStage.Processing => AnchorStatus.Processing,
            AnchorRequestStage.Failed => AnchorStatus.Failed,
            _ => throw new InvariantBroken("an anchor request is at a stage that does not exist"),
        };

    /// <summary>Each event with the time of the anchor that covers it (ceramic.md 4.2).</summary>
    static LogEntry[] LogOf(StreamState stream, IReadOnlyList<StoredEntry> path)
    {
        Invariant.Holds(path.Count == stream.Height);
        var log = new LogEntry[path.Count];
        long? timestamp = null;
        for (var i = log.Length - 1; i >= 0; i--)
        {
            timestamp = path[i].TimestampSeconds ?? timestamp;
            log[i] = path[i].ToLogEntry() with { TimestampSeconds = timestamp };
        }

        return log;
    }
}
