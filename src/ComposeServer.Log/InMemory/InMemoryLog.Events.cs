using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.InMemory;

/// <summary>How its events are read in pages.</summary>
public sealed partial class InMemoryLog : IEventReader
{
    /// <inheritdoc/>
    public ValueTask<FoundEvent?> FindAsync(Cid cid, CancellationToken cancel)
    {
        lock (_gate)
        {
            var found =
                TryFindLog(cid, out var log) && EventsOf(log).Find(stored => stored.Entry.Cid == cid) is { } stored
                    ? new FoundEvent(log, stored)
                    : null;
            return ValueTask.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAfterAsync(
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    )
    {
        lock (_gate)
        {
            var rest = _events.Where(stored => stored.Write.Position > after && !stored.IsCollected);
            return ValueTask.FromResult<IReadOnlyList<StoredEvent>>([
                .. Cut(rest.Take(max), bytesMax).Select(WithBytes),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<EventPage?> ReadAsync(
        EventSelection selection,
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    )
    {
        lock (_gate)
        {
            var model = _events
                .Where(stored => !stored.IsCollected && _writes[stored.Write.Log].Model == selection.Model)
                .GroupBy(stored => stored.Write.Log)
                .SelectMany(log => log)
                .ToList();
            var begin = after == 0 ? 0 : model.FindIndex(stored => stored.Write.Position == after) + 1;
            if (after != 0 && begin == 0)
                return ValueTask.FromResult<EventPage?>(null);
            var picked = model
                .Skip(begin)
                .Where(stored => selection.Log.IsEmpty || stored.Write.Log == selection.Log)
                .Take(max)
                .ToList();
            var page = Cut(picked, bytesMax).ToList();
            return ValueTask.FromResult<EventPage?>(
                new(
                    [.. page.Where(stored => IsControlled(stored, selection)).Select(WithBytes)],
                    page.Count == 0 ? after : page[^1].Write.Position,
                    picked.Count < max && page.Count == picked.Count
                )
            );
        }
    }

    bool IsControlled(Stored stored, EventSelection selection) =>
        selection.Controller is not { } controller || _writes[stored.Write.Log].Controller == controller;

    static IEnumerable<Stored> Cut(IEnumerable<Stored> events, long bytesMax)
    {
        long bytes = 0;
        foreach (var stored in events)
        {
            yield return stored;
            bytes += stored.Write.Raw.Blocks.SizeBytes;
            if (bytes >= bytesMax)
                yield break;
        }
    }

    static StoredEvent WithBytes(Stored stored) => new(EntryOf(stored), stored.Write.Raw.Blocks);
}
