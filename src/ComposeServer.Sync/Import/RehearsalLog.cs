using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Sync.Import;

/// <summary>
/// A log over another one: it shows what is stored there and keeps what is committed in memory alone. An intake over it judges an import
/// as the real one would.
/// </summary>
/// <param name="stored">What is there.</param>
/// <param name="logsMax">Logs that may change. Default 1,000,000: about 2 GB.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to give back.")]
public sealed class RehearsalLog(ILogReader stored, int logsMax = 1_000_000) : ILogReader, ICommitStore
{
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly Lock _gate = new();
    readonly Dictionary<LogName, StoredHead> _heads = [];
    readonly Dictionary<Cid, LogName> _events = [];
    long _committed;

    /// <summary>Version of the index catalogue that groups see.</summary>
    public required long CatalogueVersion { get; init; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var heads = new Dictionary<LogName, StoredHead>();
        lock (_gate)
            foreach (var name in names)
                if (_heads.TryGetValue(name, out var head))
                    heads[name] = head;
        var others = names.Where(name => !heads.ContainsKey(name)).ToList();
        if (others.Count > 0)
            foreach (var (name, head) in await stored.ReadHeadsAsync(others, cancel))
                heads[name] = head;
        return heads;
    }

    /// <inheritdoc/>
    public ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
            if (_events.TryGetValue(cid, out var name))
                return ValueTask.FromResult<LogName?>(name);
        return stored.FindLogAsync(cid, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        var known = new HashSet<Cid>(await stored.KnownAsync(cids, cancel));
        lock (_gate)
            known.UnionWith(cids.Where(_events.ContainsKey));
        return known;
    }

    /// <inheritdoc/>
    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var heads = await ReadHeadsAsync(needs.Logs, cancel);
            var logs = new Dictionary<Cid, LogName>();
            foreach (var cid in await KnownAsync(needs.Cids, cancel))
                if (await FindLogAsync(cid, cancel) is { } name)
                    logs.Add(cid, name);
            return new Group(this, await stored.ReadPositionAsync(cancel) + _committed, heads, logs);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ReadPositionAsync(CancellationToken cancel) =>
        await stored.ReadPositionAsync(cancel) + Interlocked.Read(ref _committed);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => stored.ReadEntriesAsync(names, cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel) =>
        stored.ReadEventsAsync(name, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel) =>
        stored.ListLogsAsync(filter, cancel);

    void Write(GroupWrites writes)
    {
        lock (_gate)
        {
            foreach (var head in writes.Logs)
                _heads[head.Name] = new(head.Name, head.Family, head.TipPosition, head.State);
            if (_heads.Count > logsMax)
                throw new RehearsalFullException(logsMax);
            foreach (var write in writes.Events)
            {
                _events.TryAdd(write.Raw.Cid, write.Log);
                _events.TryAdd(write.Raw.PayloadCid, write.Log);
            }

            Interlocked.Add(ref _committed, writes.Events.Count);
        }
    }

    sealed class Group(
        RehearsalLog log,
        long position,
        IReadOnlyDictionary<LogName, StoredHead> heads,
        Dictionary<Cid, LogName> logs
    ) : ICommitGroup
    {
        public long Position => position;

        public long CatalogueVersion => log.CatalogueVersion;

        // Nobody reads the chain of receipts of what is never written.
        public ReadOnlyMemory<byte> ReceiptHash => ReadOnlyMemory<byte>.Empty;

        public bool TryGetHead(LogName name, out StoredHead head) => heads.TryGetValue(name, out head!);

        public bool TryGetLogOf(Cid cid, out LogName name) => logs.TryGetValue(cid, out name);

        public ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            log.Write(writes);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            log._turn.Release();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>More logs would change than a rehearsal keeps in memory.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "It has one message.")]
public sealed class RehearsalFullException : Exception
{
    internal RehearsalFullException(int logsMax)
        : base(
            $"the files hold more than {logsMax} streams, too many to rehearse in memory; import fewer files at a time"
        ) { }

    /// <summary>Stable word.</summary>
    public static string Code => "REHEARSAL_FULL";
}
