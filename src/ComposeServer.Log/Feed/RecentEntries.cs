namespace ComposeServer.Log.Feed;

/// <summary>The last events, without gaps, so that those who follow closely read memory and not the database. Thread-safe.</summary>
/// <param name="count">Events kept.</param>
sealed class RecentEntries(int count)
{
    readonly Lock _gate = new();
    readonly Queue<FeedEntry> _entries = new();
    long _last = -1;

    /// <summary>Position of the last event; negative before the first look.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Forgets everything and begins after a position.</summary>
    public void Restart(long position)
    {
        lock (_gate)
        {
            _entries.Clear();
            _last = position;
        }
    }

    /// <summary>Adds events that follow the last one.</summary>
    public void Add(IReadOnlyList<FeedEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                Invariant.Holds(entry.Position == _last + 1);
                _last = entry.Position;
                _entries.Enqueue(entry);
                if (_entries.Count > count)
                    _entries.Dequeue();
            }
        }
    }

    /// <summary>Events after a position.</summary>
    /// <returns>Null when some of them are not kept.</returns>
    public IReadOnlyList<FeedEntry>? After(long position, int max)
    {
        lock (_gate)
        {
            var first = _last - _entries.Count;
            if (_last < 0 || position < first)
                return null;
            return [.. _entries.Skip((int)long.Min(position - first, _entries.Count)).Take(max)];
        }
    }
}
