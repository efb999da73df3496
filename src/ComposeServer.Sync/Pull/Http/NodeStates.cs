using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull.Http;

/// <summary>Reads the states of streams that a node shows (ceramic.md 4.1), as far as they name streams and events.</summary>
static class NodeStates
{
    /// <summary>A stream on a page.</summary>
    /// <param name="edge"><c>{"cursor", "node"}</c>; of a stream that the node cannot load there is the cursor alone.</param>
    /// <returns>Null when neither names a stream.</returns>
    public static ListedStream? ReadEdge(JsonElement edge)
    {
        var state = edge.Member("node", JsonValueKind.Object);
        if (TryReadId(state) is { } id)
            return Read(id, state);
        return edge.Text("cursor") is { } cursor && IdIn(cursor) is { } hidden ? new(hidden, null) : null;
    }

    /// <summary>A stream whose name is known.</summary>
    public static ListedStream Read(StreamId id, JsonElement state)
    {
        Cid? tip = null;
        var times = new Dictionary<Cid, long>();
        foreach (var entry in LogOf(state))
        {
            tip = CidOf(entry);
            if (
                tip is { } cid
                && entry.Member("type", JsonValueKind.Number).TryNumber() == (int)EventKind.Time
                && entry.Member("timestamp", JsonValueKind.Number).TryNumber() is { } seconds
            )
                times[cid] = seconds;
        }

        return new(id, tip, state.Member("anchorProof", JsonValueKind.Object), times);
    }

    static StreamId? TryReadId(JsonElement state) =>
        state.Member("type", JsonValueKind.Number).TryNumber() is >= 0 and <= 3 and var type
        && LogOf(state).Select(CidOf).FirstOrDefault() is { } init
            ? new StreamId((StreamType)type, init)
            : null;

    /// <summary>The JS node's cursors are JSON that names the stream (composedb.md 9.5).</summary>
    static StreamId? IdIn(string cursor)
    {
        if (!Base64Url.TryDecode(cursor, out var bytes))
            return null;
        try
        {
            return JsonElement.Parse(bytes).Text("id") is { } text && StreamId.TryParse(text, out var id) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IEnumerable<JsonElement> LogOf(JsonElement state) =>
        state.Member("log", JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } log
            ? log.EnumerateArray()
            : Enumerable.Empty<JsonElement>();

    static Cid? CidOf(JsonElement entry) =>
        entry.Text("cid") is { } text && Cid.TryParse(text, out var cid) ? cid : null;

    static long? TryNumber(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) ? number : null;
}
