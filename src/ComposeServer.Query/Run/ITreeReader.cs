using System.Buffers;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Plan;

namespace ComposeServer.Query.Run;

/// <summary>Reads a page with everything beside it in one statement.</summary>
public interface ITreeReader
{
    /// <summary>One tree for each parent, in the same order, in the form that <see cref="TreeBytes"/> reads.</summary>
    /// <exception cref="CursorException">The cursor belongs to another order or database.</exception>
    Task<Trees> ReadAsync(PageRead read, IReadOnlyList<PageParent> parents, CancellationToken cancel);
}

/// <summary>Trees as they were read; their memory is lent.</summary>
public sealed class Trees : IDisposable
{
    readonly List<(byte[] Buffer, int Length)> _trees = [];

    /// <summary>How many.</summary>
    public int Count => _trees.Count;

    /// <summary>The bytes of one.</summary>
    public ReadOnlySpan<byte> this[int index] => _trees[index].Buffer.AsSpan(0, _trees[index].Length);

    /// <summary>Room for the next tree.</summary>
    public byte[] Add(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        _trees.Add((buffer, length));
        return buffer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (buffer, _) in _trees)
            ArrayPool<byte>.Shared.Return(buffer);
        _trees.Clear();
    }
}
