using ComposeServer.Ipld;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>Where groups of events are committed: all of a group in one transaction, or nothing of it.</summary>
public interface ICommitStore
{
    /// <summary>Begins a group: takes the commit head, which orders groups of all servers on one database, and reads what they need.</summary>
    /// <exception cref="CommitFault">The database refused or is away.</exception>
    ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel);
}

/// <summary>What a group reads before it is applied.</summary>
/// <param name="Logs">Logs whose state is read.</param>
/// <param name="Cids">Events of which it must be known whether they are stored.</param>
public sealed record GroupNeeds(IReadOnlyCollection<LogName> Logs, IReadOnlyCollection<Cid> Cids);

/// <summary>An open transaction that holds the commit head. Disposing without a commit leaves nothing behind.</summary>
public interface ICommitGroup : IAsyncDisposable
{
    /// <summary>Position of the last event committed so far.</summary>
    long Position { get; }

    /// <summary>Version of the index catalogue in the database.</summary>
    long CatalogueVersion { get; }

    /// <summary>Hash of the last group, to which the next is chained.</summary>
    ReadOnlyMemory<byte> ReceiptHash { get; }

    /// <summary>Time of the last group.</summary>
    DateTimeOffset CommittedAt { get; }

    /// <summary>The stored head of a log that was asked for.</summary>
    bool TryGetHead(LogName name, out StoredHead head);

    /// <summary>The log that holds an event that was asked for; the empty name for an event that was erased.</summary>
    bool TryGetLogOf(Cid cid, out LogName name);

    /// <summary>The entries of a log, as this transaction sees them.</summary>
    ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel);

    /// <summary>Writes and commits.</summary>
    /// <exception cref="CommitFault">Nothing was written, unless the fault says that the outcome is unknown.</exception>
    ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel);
}
