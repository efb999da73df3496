using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Sync.Import.Rehearsal;

/// <summary>
/// A log over another one: it shows what is stored there and keeps what is committed in memory alone. An intake over it judges an import
/// as the real one would.
/// </summary>
/// <param name="stored">What is there.</param>
/// <param name="bytesMax">Bytes of events that are kept. Default 2 GB.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to give back.")]
public sealed partial class RehearsalLog(ILogReader stored, long bytesMax = 2_000_000_000) : ICommitStore
{
    /// <summary>What keeping one event costs beside its bytes; a guess on the high side.</summary>
    const int OverheadBytes = 1_024;

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly Lock _gate = new();
    readonly Dictionary<LogName, StoredHead> _heads = [];
    readonly Dictionary<LogName, List<StoredEvent>> _events = [];
    readonly Dictionary<Cid, (LogName Log, StoredEvent? Event)> _byCid = [];
    readonly Dictionary<Cid, Block> _blocks = [];
    long _positions;
    long _bytes;

    /// <summary>Version of the index catalogue that groups see.</summary>
    public required long CatalogueVersion { get; init; }

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
            return new Group(this, await ReadPositionAsync(cancel), heads, logs);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    void Write(GroupWrites writes)
    {
        lock (_gate)
        {
            foreach (var name in writes.Claimed)
                _events.Remove(name);
            foreach (var write in writes.Events)
                Add(write, writes.At);
            foreach (var held in writes.Unclaimed)
            {
                Keep(held.Log, held.Raw.Blocks, new(0, held.Raw.Cid, EventKind.Init, null, null, writes.At, null));
                _heads[held.Log] = new(held.Log, held.Family, 0, held.State) { Unclaimed = held.Raw.Blocks };
            }

            foreach (var head in writes.Logs)
                _heads[head.Name] = new(head.Name, head.Family, head.TipPosition, head.State);
            _positions += writes.Events.Count;
        }

        if (_bytes > bytesMax)
            throw new RehearsalFullException(bytesMax);
    }

    void Add(EventWrite write, DateTimeOffset at)
    {
        var raw = write.Raw;
        Keep(
            write.Log,
            raw.Blocks,
            new(write.Position, raw.Cid, raw.Kind, raw.Prev, write.TimestampSeconds, at, write.ExpiresAtSeconds)
        );
        // A payload leads to its log too, as in a database.
        _byCid.TryAdd(raw.PayloadCid, (write.Log, null));
        if (raw.Blocks.Capability is { } capability)
            _blocks[capability.Cid] = capability;
    }

    void Keep(LogName log, EventBlocks blocks, StoredEntry entry)
    {
        var kept = new StoredEvent(entry, blocks);
        if (!_events.TryGetValue(log, out var events))
            _events.Add(log, events = []);
        events.Add(kept);
        _byCid[entry.Cid] = (log, kept);
        _bytes += OverheadBytes + blocks.SizeBytes;
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

        public DateTimeOffset CommittedAt => default;

        public bool TryGetHead(LogName name, out StoredHead head) => heads.TryGetValue(name, out head!);

        public bool TryGetLogOf(Cid cid, out LogName name) => logs.TryGetValue(cid, out name);

        public async ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel) =>
            (await log.ReadEntriesAsync([name], cancel)).GetValueOrDefault(name, []);

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
