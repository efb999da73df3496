using System.Diagnostics.Metrics;
using ComposeServer.Streams;

namespace ComposeServer.Query.Diagnostics;

/// <summary>Measurements of reading, for any collector to listen to. What they mean stands in <c>src/README.md</c>.</summary>
public static class QueryDiagnostics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "ComposeServer.Query";

    /// <summary>A document was asked for as it was at an earlier commit: its events are read and applied again, one document at a time.</summary>
    public const string AtCommit = "at_commit";

    /// <summary>A cursor only named its document: one more statement found where that stands.</summary>
    public const string OldCursor = "old_cursor";

    /// <summary>A document of a tree makes an error, or is not in the index as a whole: the tree was read again, level by level.</summary>
    public const string Irregular = "irregular";

    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Fallbacks = Meter.CreateCounter<long>(
        "query.fallbacks",
        unit: "{read}",
        description: "Reads that left the road of one statement for each level, by reason and model."
    );

    /// <summary>Notes that a read left the road of one statement for each level.</summary>
    public static void CountFallback(string reason, StreamId? model)
    {
        if (Fallbacks.Enabled)
            Fallbacks.Add(
                1,
                KeyValuePair.Create("reason", (object?)reason),
                KeyValuePair.Create("model", (object?)model?.ToString())
            );
    }
}
