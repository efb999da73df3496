using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>Reads what is committed. Every method is one round trip.</summary>
public interface ILogReader
{
    /// <summary>The stored heads of the logs that are known; a log that is only named has no family.</summary>
    ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    );

    /// <summary>The log that holds an event, found by the event's CID.</summary>
    ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel);

    /// <summary>What is known of each event of some logs, without bytes, in order of position.</summary>
    ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    );

    /// <summary>All events of one log with their bytes, in order of position.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel);

    /// <summary>Names of logs.</summary>
    IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>Those of some events that are stored.</summary>
    ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>Position of the last committed event.</summary>
    ValueTask<long> ReadPositionAsync(CancellationToken cancel);
}

/// <summary>An event without its bytes.</summary>
/// <param name="ExpiresAtSeconds">End of the capability that it was signed under, in seconds of Unix time.</param>
public sealed record StoredEntry(long Position, Cid Cid, EventKind Kind, long? ExpiresAtSeconds);

/// <summary>An event with its bytes.</summary>
public sealed record StoredEvent(StoredEntry Entry, EventBlocks Blocks);

/// <summary>Which logs.</summary>
public abstract record LogFilter
{
    /// <summary>All.</summary>
    public sealed record All : LogFilter;

    /// <summary>Of a model.</summary>
    public sealed record OfModel(LogName Model) : LogFilter;

    /// <summary>Of a controller.</summary>
    public sealed record OfController(Identity.Dids.Did Controller) : LogFilter;
}
