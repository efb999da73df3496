using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>Reads what states of logs are made from. Every method is one round trip.</summary>
public interface IStateReader
{
    /// <summary>The stored heads of the logs that are known; a log that is only named has no family.</summary>
    ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    );

    /// <summary>The events that lead to one of a log's events, from the nearest snapshot on.</summary>
    /// <returns>Null when the log does not hold the event.</returns>
    ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel);
}
