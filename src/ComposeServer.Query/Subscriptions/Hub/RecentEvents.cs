namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>The last events, without gaps, for those who join a moment later. Not thread-safe.</summary>
sealed class RecentEvents
{
    /// <summary>Events kept.</summary>
    public const int CountMax = 2_048;

    /// <summary>Bytes of content kept.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    readonly Queue<DocumentEvent> _events = new();
    long _bytes;

    /// <summary>Everything behind this position is kept.</summary>
    public long From { get; private set; }

    /// <summary>Forgets everything and begins after a position.</summary>
    public void Restart(long position)
    {
        _events.Clear();
        _bytes = 0;
        From = position;
    }

    public void Add(DocumentEvent added)
    {
        _events.Enqueue(added);
        _bytes += added.Size;
        while (_events.Count > CountMax || (_bytes > BytesMax && _events.Count > 0))
        {
            var oldest = _events.Dequeue();
            _bytes -= oldest.Size;
            From = oldest.Position;
        }
    }

    /// <summary>Kept events behind a position.</summary>
    public IEnumerable<DocumentEvent> After(long position) => _events.Where(kept => kept.Position > position);
}
