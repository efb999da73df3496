using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Streams;

/// <summary>What has been compiled of things that never change. Bounded in bytes; forgets what was used longest ago. Safe for many threads.</summary>
/// <param name="sizeBytesMax">Sum of the sizes of what is held; something larger is not held at all.</param>
sealed class RecentlyUsed<TKey, TValue>(long sizeBytesMax)
    where TKey : notnull
{
    readonly Lock _gate = new();
    readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _order = [];
    long _sizeBytes;

    public long SizeBytes => Interlocked.Read(ref _sizeBytes);

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Keep(TKey key, TValue value, long sizeBytes)
    {
        if (sizeBytes > sizeBytesMax)
            return;
        lock (_gate)
        {
            if (_entries.ContainsKey(key))
                return;
            _entries.Add(key, _order.AddFirst(new Entry(key, value, sizeBytes)));
            _sizeBytes += sizeBytes;
            while (_sizeBytes > sizeBytesMax)
            {
                var oldest = _order.Last!.Value;
                _order.RemoveLast();
                _entries.Remove(oldest.Key);
                _sizeBytes -= oldest.SizeBytes;
            }
        }
    }

    sealed record Entry(TKey Key, TValue Value, long SizeBytes);
}
