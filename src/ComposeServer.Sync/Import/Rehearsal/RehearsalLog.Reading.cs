using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Sync.Import.Rehearsal;

/// <summary>How it is read: what was committed here lies over what is stored.</summary>
public sealed partial class RehearsalLog : ILogReader
{
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
            if (_byCid.TryGetValue(cid, out var found))
                return ValueTask.FromResult<LogName?>(found.Log);
        return stored.FindLogAsync(cid, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        var known = new HashSet<Cid>(await stored.KnownAsync(cids, cancel));
        lock (_gate)
            known.UnionWith(cids.Where(cid => _byCid.ContainsKey(cid) || _blocks.ContainsKey(cid)));
        return known;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var entries = new Dictionary<LogName, IReadOnlyList<StoredEntry>>(await stored.ReadEntriesAsync(names, cancel));
        foreach (var name in names)
            if (Kept(name) is { Count: > 0 } kept)
                entries[name] = Over(
                    entries.GetValueOrDefault(name, []),
                    kept.Select(one => one.Entry),
                    one => one.Cid
                );
        return entries;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel) =>
        Over(await stored.ReadEventsAsync(name, cancel), Kept(name), one => one.Entry.Cid);

    /// <inheritdoc/>
    public async ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        var kept = Kept(name).ToDictionary(one => one.Entry.Cid);
        var path = new List<StoredEvent>();
        Cid? at = commit;
        while (at is { } cid && kept.TryGetValue(cid, out var one))
        {
            path.Add(one);
            at = one.Entry.Prev;
        }

        path.Reverse();
        if (at is not { } rest)
            return new((await ReadHeadsAsync([name], cancel))[name].Family!, null, path);
        return await stored.ReadPathAsync(name, rest, cancel) is { } below
            ? below with
            {
                Events = [.. below.Events, .. path],
            }
            : null;
    }

    /// <inheritdoc/>
    public ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
            if (_blocks.TryGetValue(cid, out var block))
                return ValueTask.FromResult<Block?>(block);
        return stored.ReadBlockAsync(cid, cancel);
    }

    /// <summary>Lists what is stored; what was committed here has no place in it.</summary>
    public IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel) =>
        stored.ListLogsAsync(filter, cancel);

    /// <inheritdoc/>
    public async ValueTask<long> ReadPositionAsync(CancellationToken cancel)
    {
        var below = await stored.ReadPositionAsync(cancel);
        lock (_gate)
            return below + _positions;
    }

    IReadOnlyList<StoredEvent> Kept(LogName name)
    {
        lock (_gate)
            return _events.TryGetValue(name, out var events) ? [.. events] : [];
    }

    static List<T> Over<T>(IReadOnlyList<T> below, IEnumerable<T> above, Func<T, Cid> nameOf)
    {
        var upper = above.ToList();
        var names = upper.Select(nameOf).ToHashSet();
        return [.. below.Where(one => !names.Contains(nameOf(one))), .. upper];
    }
}
