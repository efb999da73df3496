using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Keeps prepared documents by their source, within a number of bytes. Thread-safe; lookups take no lock.</summary>
/// <remarks>Sources are found by a hash seeded per process and confirmed byte by byte. Who was not asked since the last round goes first.</remarks>
public sealed class DocumentCache
{
    // Measured on mixed documents: tree and compiled operation weigh about this much per byte of source, and a little each.
    const int BytesPerSourceByte = 64;
    const int BytesPerEntry = 1_024;

    readonly long bytesMax;
    readonly ConcurrentDictionary<byte[], Entry> entries = new(SourceComparer.Instance);
    readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> bySource;
    readonly Queue<Entry> round = new();
    readonly Lock gate = new();
    long sizeBytes;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="bytesMax">Memory the cache may take; 0 keeps nothing.</param>
    public DocumentCache(long bytesMax)
    {
        this.bytesMax = bytesMax;
        bySource = entries.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Memory taken, as estimated.</summary>
    public long SizeBytes => Volatile.Read(ref sizeBytes);
    public int Count => entries.Count;

    public bool TryGet(ReadOnlySpan<byte> source, [NotNullWhen(true)] out PreparedDocument? document)
    {
        if (!bySource.TryGetValue(source, out var entry))
        {
            document = null;
            return false;
        }

        entry.IsRecent = true;
        Interlocked.Increment(ref entry.Uses);
        document = entry.Document;
        return true;
    }

    /// <summary>Adds a document unless it is there already or larger than the whole cache.</summary>
    public void Add(ReadOnlySpan<byte> source, PreparedDocument document)
    {
        var size = BytesPerEntry + ((long)source.Length * BytesPerSourceByte);
        if (size > bytesMax)
        {
            return;
        }

        var entry = new Entry(source.ToArray(), document, size);
        lock (gate)
        {
            if (!entries.TryAdd(entry.Source, entry))
            {
                return;
            }

            round.Enqueue(entry);
            sizeBytes += size;
            while (sizeBytes > bytesMax)
            {
                EvictOne();
            }
        }
    }

    /// <summary>The sources asked for most, to prepare them for the next schema.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Hottest(int count) =>
        [
            .. entries
                .Values.OrderByDescending(entry => Volatile.Read(ref entry.Uses))
                .Take(count)
                .Select(entry => (ReadOnlyMemory<byte>)entry.Source),
        ];

    // Second chance: an entry asked for since it was last looked at goes round once more.
    void EvictOne()
    {
        while (true)
        {
            var entry = round.Dequeue();
            if (entry.IsRecent)
            {
                entry.IsRecent = false;
                round.Enqueue(entry);
                continue;
            }

            entries.TryRemove(entry.Source, out _);
            sizeBytes -= entry.SizeBytes;
            return;
        }
    }

    sealed class Entry(byte[] source, PreparedDocument document, long sizeBytes)
    {
        public volatile bool IsRecent;
        public long Uses = 1;

        public byte[] Source { get; } = source;
        public PreparedDocument Document { get; } = document;
        public long SizeBytes { get; } = sizeBytes;
    }

    sealed class SourceComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly SourceComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
