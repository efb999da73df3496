using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>Reads what is committed. Every method is one round trip, a listing one for each thousand.</summary>
/// <remarks>Unclaimed init events (see <see cref="StoredHead.Unclaimed"/>) are found by name and by CID, and by no listing.</remarks>
public interface ILogReader : IStateReader
{
    /// <summary>The log that holds an event, found by the event's CID.</summary>
    ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel);

    /// <summary>Those of some events that are stored.</summary>
    ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel);

    /// <summary>What is known of each event of some logs, without bytes, in order of position, on all branches.</summary>
    ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    );

    /// <summary>All events of one log with their bytes, in order of position, on all branches.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel);

    /// <summary>A block that is stored under its CID: a capability, a proof, a tree node, an envelope or a payload.</summary>
    ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel);

    /// <summary>Names of the logs that have events, in the order in which they were first named.</summary>
    IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel);

    /// <summary>Position of the last committed event.</summary>
    ValueTask<long> ReadPositionAsync(CancellationToken cancel);
}
