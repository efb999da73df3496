using System.Runtime.CompilerServices;
using ComposeServer.Ipld;
using ComposeServer.Log.Pins;

namespace ComposeServer.Log.InMemory;

/// <summary>What must stay. Nothing is indexed here.</summary>
public sealed partial class InMemoryLog : IPinStore
{
    readonly Dictionary<LogName, DateTimeOffset> _unpinned = [];
    readonly HashSet<Cid> _erased = [];

    /// <inheritdoc/>
    public ValueTask<bool> PinAsync(LogName name, CancellationToken cancel)
    {
        lock (_gate)
        {
            _unpinned.Remove(name);
            return ValueTask.FromResult(_heads.ContainsKey(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<UnpinResult> UnpinAsync(LogName name, DateTimeOffset at, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_heads.ContainsKey(name))
                return ValueTask.FromResult(UnpinResult.NotFound);
            _unpinned.TryAdd(name, at);
            return ValueTask.FromResult(UnpinResult.Unpinned);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsPinnedAsync(LogName name, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult(_heads.ContainsKey(name) && !_unpinned.ContainsKey(name));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogName> ListPinnedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        LogName[] names;
        lock (_gate)
            names = [.. _writes.Keys.Where(name => !_unpinned.ContainsKey(name))];
        foreach (var name in names)
        {
            cancel.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<Collected> CollectAsync(DateTimeOffset unpinnedBefore, int limit, CancellationToken cancel)
    {
        await _head.WaitAsync(cancel);
        try
        {
            lock (_gate)
                return Remove([
                    .. _unpinned
                        .Where(one => one.Value < unpinnedBefore && !DefinesOthers(one.Key))
                        .OrderBy(one => one.Value)
                        .Take(limit)
                        .Select(one => one.Key),
                ]);
        }
        finally
        {
            _head.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Collected> EraseAsync(LogName name, DateTimeOffset at, CancellationToken cancel)
    {
        await _head.WaitAsync(cancel);
        try
        {
            lock (_gate)
            {
                if (DefinesOthers(name))
                    return default;
                foreach (var stored in EventsOf(name))
                    _erased.UnionWith([stored.Entry.Cid, stored.Blocks.Linked?.Cid ?? stored.Entry.Cid]);
                foreach (var parked in _parked.Values.Where(one => _erased.Contains(one.Init)).ToList())
                    _parked.Remove(parked.Cid);
                _unclaimed.Remove(name);
                return Remove([name]);
            }
        }
        finally
        {
            _head.Release();
        }
    }

    bool DefinesOthers(LogName name) => _writes.Values.Any(write => write.Model == name);

    Collected Remove(IReadOnlyList<LogName> names)
    {
        var logs = names.Where(_heads.ContainsKey).ToHashSet();
        var gone = _events.Where(stored => logs.Contains(stored.Write.Log) && !stored.IsCollected).ToList();
        foreach (var stored in gone)
        {
            stored.IsCollected = true;
            _byCid.Remove(stored.Write.Raw.Cid);
            _byCid.Remove(stored.Write.Raw.PayloadCid);
            _snapshots.Remove(stored.Write.Position);
        }

        foreach (var name in logs)
        {
            _heads.Remove(name);
            _writes.Remove(name);
            _rows.Remove(name);
            _unpinned.Remove(name);
            _requests.Remove(name);
        }

        return new(logs.Count, gone.Count, RemoveUnsharedBlocks());
    }

    int RemoveUnsharedBlocks()
    {
        var shared = _events
            .Where(stored => !stored.IsCollected)
            .SelectMany(stored => SharedBlocks(stored.Write.Raw.Blocks))
            .Select(block => block.Cid)
            .ToHashSet();
        var unshared = _blocks.Keys.Where(cid => !shared.Contains(cid)).ToList();
        foreach (var cid in unshared)
            _blocks.Remove(cid);
        return unshared.Count;
    }
}
