using System.Runtime.CompilerServices;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.InMemory;

/// <summary>How it is read.</summary>
public sealed partial class InMemoryLog : ILogReader
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var heads = new Dictionary<LogName, StoredHead>();
        lock (_gate)
            foreach (var name in names)
                if (TryFindHead(name, out var head))
                    heads[name] = head;
        return ValueTask.FromResult<IReadOnlyDictionary<LogName, StoredHead>>(heads);
    }

    /// <inheritdoc/>
    public ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<LogName?>(TryFindLog(cid, out var name) ? name : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlySet<Cid>>(cids.Where(IsStored).ToHashSet());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var entries = new Dictionary<LogName, IReadOnlyList<StoredEntry>>();
        lock (_gate)
            foreach (var name in names)
                if (EventsOf(name) is { Count: > 0 } events)
                    entries[name] =
                    [
                        .. events.Select(stored =>
                            stored.Entry with
                            {
                                AnchorRequest = StageOf(name, stored.Entry.Cid),
                            }
                        ),
                    ];
        return ValueTask.FromResult<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>>(entries);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<StoredEvent>>(EventsOf(name));
    }

    /// <inheritdoc/>
    public ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!TryFindHead(name, out var head) || EventsOf(name) is not { Count: > 0 } events)
                return ValueTask.FromResult<LogPath?>(null);
            var byCid = events.ToDictionary(stored => stored.Entry.Cid);
            var path = new List<StoredEvent>();
            ReadOnlyMemory<byte>? snapshot = null;
            for (Cid? next = commit; snapshot is null && next is { } cid; next = path[^1].Entry.Prev)
            {
                if (!byCid.TryGetValue(cid, out var stored))
                    return ValueTask.FromResult<LogPath?>(null);
                path.Add(stored);
                if (_snapshots.TryGetValue(stored.Entry.Position, out var state))
                    snapshot = state;
            }

            path.Reverse();
            return ValueTask.FromResult<LogPath?>(new(head.Family!, snapshot, path));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_blocks.TryGetValue(cid, out var block))
                return ValueTask.FromResult<Block?>(block);
            if (!_byCid.TryGetValue(cid, out var stored))
                return ValueTask.FromResult<Block?>(null);
            var blocks = stored.Write.Raw.Blocks;
            return ValueTask.FromResult(blocks.Event.Cid == cid ? blocks.Event : blocks.Linked);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogName> ListLogsAsync(
        LogFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        LogName[] names;
        lock (_gate)
            names = [.. _writes.Values.Where(write => Fits(write, filter)).Select(write => write.Name)];
        foreach (var name in names)
        {
            cancel.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadPositionAsync(CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<long>(_events.Count);
    }

    static bool Fits(LogWrite write, LogFilter filter) =>
        filter switch
        {
            LogFilter.OfModel ofModel => write.Model == ofModel.Model,
            LogFilter.OfController ofController => write.Controller == ofController.Controller,
            _ => true,
        };

    bool TryFindHead(LogName name, out StoredHead head)
    {
        if (_heads.TryGetValue(name, out head!))
            return true;
        if (!_unclaimed.TryGetValue(name, out var held))
            return false;
        head = new(name, held.Write.Family, 0, held.Write.State) { Unclaimed = held.Write.Raw.Blocks };
        return true;
    }

    bool TryFindLog(Cid cid, out LogName name)
    {
        if (_byCid.TryGetValue(cid, out var stored))
        {
            name = stored.Write.Log;
            return true;
        }

        name = _unclaimed.Values.FirstOrDefault(held => held.Write.Raw.Cid == cid).Write?.Log ?? default;
        return !name.IsEmpty;
    }

    bool IsStored(Cid cid) => TryFindLog(cid, out _) || _blocks.ContainsKey(cid);

    List<StoredEvent> EventsOf(LogName name)
    {
        if (_unclaimed.TryGetValue(name, out var held))
            return [new(new(0, held.Write.Raw.Cid, EventKind.Init, null, null, held.At, null), held.Write.Raw.Blocks)];
        return
        [
            .. _events
                .Where(stored => stored.Write.Log == name && !stored.IsCollected)
                .Select(stored => new StoredEvent(EntryOf(stored), stored.Write.Raw.Blocks)),
        ];
    }

    static StoredEntry EntryOf(Stored stored) =>
        new(
            stored.Write.Position,
            stored.Write.Raw.Cid,
            stored.Write.Raw.Kind,
            stored.Write.Raw.Prev,
            stored.TimestampSeconds,
            stored.At,
            stored.Write.ExpiresAtSeconds
        );
}
