using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Identity.Caching;

/// <summary>A cache with a cap in bytes that forgets what was used longest ago. Safe for many threads.</summary>
/// <param name="sizeBytesMax">Upper bound of the sum of entry sizes. An entry larger than it is not kept.</param>
/// <param name="sizeBytes">What an entry is counted as.</param>
public sealed class LeastRecentlyUsed<TKey, TValue>(long sizeBytesMax, Func<TKey, TValue, int> sizeBytes)
    where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, LinkedListNode<Entry>> entries = [];
    readonly LinkedList<Entry> order = [];
    long size;

    /// <summary>Entries held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>For the gauge: the sum of entry sizes.</summary>
    public long SizeBytes => Interlocked.Read(ref size);

    /// <summary>Looks a value up; it counts as used now.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            order.Remove(node);
            order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps the value; of two for one key the first stays.</summary>
    public void Add(TKey key, TValue value)
    {
        var cost = sizeBytes(key, value);
        if (cost > sizeBytesMax)
            return;
        lock (gate)
        {
            if (entries.ContainsKey(key))
                return;
            entries.Add(key, order.AddFirst(new Entry(key, value, cost)));
            size += cost;
            while (size > sizeBytesMax)
            {
                var oldest = order.Last!;
                order.RemoveLast();
                _ = entries.Remove(oldest.Value.Key);
                size -= oldest.Value.SizeBytes;
            }
        }
    }

    readonly record struct Entry(TKey Key, TValue Value, int SizeBytes);
}
