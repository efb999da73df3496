using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Log.InMemory;

/// <summary>
/// A log that lives and dies with the process: the plain form of what the database does, held to the same contract tests. Groups take
/// turns, as the commit head makes them in a database.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to give back.")]
public sealed partial class InMemoryLog : ICommitStore
{
    readonly SemaphoreSlim _head = new(1, 1);
    readonly Lock _gate = new();
    readonly List<Stored> _events = [];
    readonly Dictionary<Cid, Stored> _byCid = [];
    readonly Dictionary<LogName, StoredHead> _heads = [];
    readonly Dictionary<LogName, LogWrite> _writes = [];
    readonly Dictionary<LogName, MaterialisedRow> _rows = [];
    readonly Dictionary<long, ReadOnlyMemory<byte>> _snapshots = [];
    readonly Dictionary<Cid, Block> _blocks = [];
    readonly OrderedDictionary<LogName, (UnclaimedWrite Write, DateTimeOffset At)> _unclaimed = [];
    ReadOnlyMemory<byte> _receiptHash;

    /// <summary>Version of the index catalogue that groups see.</summary>
    public long CatalogueVersion { get; set; } = 1;

    /// <summary>The rows that groups wrote, by log.</summary>
    public IReadOnlyDictionary<LogName, MaterialisedRow> Rows
    {
        get
        {
            lock (_gate)
                return new Dictionary<LogName, MaterialisedRow>(_rows);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel)
    {
        await _head.WaitAsync(cancel);
        return new Group(this);
    }

    void Write(GroupWrites writes)
    {
        lock (_gate)
        {
            foreach (var head in writes.Logs)
                if (
                    (_heads.TryGetValue(head.Name, out var stored) ? stored.TipPosition : 0) != head.ExpectedTipPosition
                )
                    throw new CommitFault(CommitFaultKind.LostRace, "a tip that this group builds on has moved");
            foreach (var write in writes.Events)
                Add(new(write, writes.At) { TimestampSeconds = write.TimestampSeconds });
            foreach (var (position, seconds) in writes.Times)
                _events[(int)position - 1].TimestampSeconds = seconds;
            foreach (var head in writes.Logs)
            {
                _heads[head.Name] = new(head.Name, head.Family, head.TipPosition, head.State);
                _writes[head.Name] = head;
            }

            foreach (var row in writes.Rows)
                _rows[row.Log] = row;
            foreach (var snapshot in writes.Snapshots)
                _snapshots[snapshot.Position] = snapshot.State;
            WriteUnclaimed(writes);
            WriteRequests(writes.AnchorRequests, writes.At);
            _receiptHash = writes.Receipt?.Hash ?? _receiptHash;
        }
    }

    void Add(Stored stored)
    {
        var raw = stored.Write.Raw;
        Invariant.Holds(stored.Write.Position == _events.Count + 1);
        _events.Add(stored);
        _byCid.Add(raw.Cid, stored);
        if (raw.IsSigned)
            _byCid.TryAdd(raw.PayloadCid, stored);
        foreach (var block in SharedBlocks(raw.Blocks))
            _blocks[block.Cid] = block;
    }

    static IEnumerable<Block> SharedBlocks(EventBlocks blocks) =>
        [.. blocks.Evidence?.Blocks ?? [], .. blocks.Capability is { } capability ? (Block[])[capability] : []];

    void WriteUnclaimed(GroupWrites writes)
    {
        foreach (var name in writes.Claimed)
            _unclaimed.Remove(name);
        foreach (var write in writes.Unclaimed)
            _unclaimed[write.Log] = (write, writes.At);
        while (_unclaimed.Count > writes.UnclaimedKeep)
            _unclaimed.RemoveAt(0);
    }

    sealed record Stored(EventWrite Write, DateTimeOffset At)
    {
        public long? TimestampSeconds { get; set; }

        /// <summary>Its position stays taken; everything else about it is gone.</summary>
        public bool IsCollected { get; set; }
    }

    sealed class Group(InMemoryLog log) : ICommitGroup
    {
        public long Position => log._events.Count;

        public long CatalogueVersion => log.CatalogueVersion;

        public ReadOnlyMemory<byte> ReceiptHash => log._receiptHash;

        public DateTimeOffset CommittedAt => log._events.Count == 0 ? default : log._events[^1].At;

        public bool TryGetHead(LogName name, out StoredHead head)
        {
            lock (log._gate)
                return log.TryFindHead(name, out head);
        }

        public bool TryGetLogOf(Cid cid, out LogName name)
        {
            lock (log._gate)
            {
                name = default;
                return log._erased.Contains(cid) || log.TryFindLog(cid, out name);
            }
        }

        public async ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel) =>
            (await log.ReadEntriesAsync([name], cancel)).GetValueOrDefault(name, []);

        public ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            log.Write(writes);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            log._head.Release();
            return ValueTask.CompletedTask;
        }
    }
}
