using System.Runtime.CompilerServices;

namespace ComposeServer.Server.Operations;

/// <summary>How many of a thing are open. Thread-safe.</summary>
sealed class OpenCount
{
    int _count;

    /// <summary>Now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one, until it is disposed of once.</summary>
    public Entry Enter()
    {
        Interlocked.Increment(ref _count);
        return new(this);
    }

    /// <summary>Counts one while somebody reads a sequence.</summary>
    public async IAsyncEnumerable<T> WhileAsync<T>(
        IAsyncEnumerable<T> items,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var entry = Enter();
        await foreach (var item in items.WithCancellation(cancel))
            yield return item;
    }

    /// <summary>One of them.</summary>
    public readonly struct Entry(OpenCount all) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref all._count);
    }
}
