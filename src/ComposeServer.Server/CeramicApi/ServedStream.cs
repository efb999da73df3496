using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Streams;

namespace ComposeServer.Server.CeramicApi;

/// <summary>A stream's state with the entries of its log, as the node API serves it.</summary>
sealed record ServedStream(StreamState State, IReadOnlyList<LogEntry> Log)
{
    public void WriteState(Utf8JsonWriter json) => StreamStateJson.Write(json, State, Log, Status);

    AnchorStatus Status => Log[^1].Kind == EventKind.Time ? AnchorStatus.Anchored : AnchorStatus.NotRequested;

    /// <summary><c>{"streamId", "state"}</c>.</summary>
    public ApiAnswer Answer(long? position = null) =>
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
sealed class StreamReads(ILogReader reader, LogStates states)
{
    /// <summary>A stream now, or right after a commit.</summary>
    /// <returns>Null when the stream, or the commit in it, is not here.</returns>
    public async Task<ServedStream?> FindAsync(StreamRef id, CancellationToken cancel)
    {
        var state = id.Commit is { } commit
            ? await states.AtAsync(id.Stream.Name, commit, cancel)
            : await states.FindAsync(id.Stream.Name, cancel);
        return state is StreamState stream ? (await WithLogsAsync([stream], cancel))[0] : null;
    }

    /// <summary>Adds the entries of each log up to its tip, in one round trip.</summary>
    public async Task<IReadOnlyList<ServedStream>> WithLogsAsync(
        IReadOnlyList<StreamState> streams,
        CancellationToken cancel
    )
    {
        var entries = await reader.ReadEntriesAsync([.. streams.Select(stream => stream.Name).Distinct()], cancel);
        return [.. streams.Select(stream => new ServedStream(stream, LogOf(stream, entries[stream.Name])))];
    }

    /// <summary>The branch that leads to the tip; each event with the time of the anchor that covers it (ceramic.md 4.2).</summary>
    static LogEntry[] LogOf(StreamState stream, IReadOnlyList<StoredEntry> entries)
    {
        var path = new Branches(entries).PathTo(stream.Tip);
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
