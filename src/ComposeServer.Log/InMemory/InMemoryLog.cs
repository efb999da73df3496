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
public sealed class InMemoryLog : ILogReader, ICommitStore
{
    readonly SemaphoreSlim _head = new(1, 1);
    readonly Lock _gate = new();
    readonly List<EventWrite> _events = [];
    readonly Dictionary<Cid, EventWrite> _byCid = [];
    readonly Dictionary<LogName, StoredHead> _heads = [];
    readonly Dictionary<LogName, LogName> _models = [];
    readonly Dictionary<LogName, MaterialisedRow> _rows = [];
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

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyDictionary<LogName, StoredHead>>(
                names.Distinct().Where(_heads.ContainsKey).ToDictionary(name => name, name => _heads[name])
            );
    }

    /// <inheritdoc/>
    public ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<LogName?>(_byCid.TryGetValue(cid, out var write) ? write.Log : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var asked = names.ToHashSet();
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>>(
                _events
                    .Where(write => asked.Contains(write.Log))
                    .GroupBy(write => write.Log)
                    .ToDictionary(log => log.Key, log => (IReadOnlyList<StoredEntry>)[.. log.Select(EntryOf)])
            );
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<StoredEvent>>([
                .. _events
                    .Where(write => write.Log == name)
                    .Select(write => new StoredEvent(EntryOf(write), write.Raw.Blocks)),
            ]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogName> ListLogsAsync(
        LogFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await Task.CompletedTask;
        foreach (var name in _events.Where(Is).Select(write => write.Log).Distinct().ToList())
            yield return name;

        bool Is(EventWrite write) =>
            filter switch
            {
                LogFilter.OfController(var controller) => write.Author == controller,
                LogFilter.OfModel(var model) => _models.GetValueOrDefault(write.Log) == model,
                _ => true,
            };
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlySet<Cid>>(cids.Where(_byCid.ContainsKey).ToHashSet());
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadPositionAsync(CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<long>(_events.Count);
    }

    static StoredEntry EntryOf(EventWrite write) =>
        new(write.Position, write.Raw.Cid, write.Raw.Kind, write.ExpiresAtSeconds);

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
            {
                Invariant.Holds(write.Position == _events.Count + 1);
                _events.Add(write);
                _byCid.Add(write.Raw.Cid, write);
                if (write.Raw.IsSigned)
                    _byCid.TryAdd(write.Raw.PayloadCid, write);
            }

            foreach (var head in writes.Logs)
            {
                _models[head.Name] = head.Model;
                _heads[head.Name] = new(head.Name, head.Family, head.TipPosition, head.State);
            }
            foreach (var row in writes.Rows)
                _rows[row.Log] = row;
            _receiptHash = writes.Receipt.Hash;
        }
    }

    sealed class Group(InMemoryLog log) : ICommitGroup
    {
        public long Position => log._events.Count;

        public long CatalogueVersion => log.CatalogueVersion;

        public ReadOnlyMemory<byte> ReceiptHash => log._receiptHash;

        public bool TryGetHead(LogName name, out StoredHead head) => log._heads.TryGetValue(name, out head!);

        public bool TryGetLogOf(Cid cid, out LogName name)
        {
            var found = log._byCid.TryGetValue(cid, out var write);
            name = found ? write!.Log : default;
            return found;
        }

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
