namespace ComposeServer.Log.Interests;

/// <summary>What clients said they are interested in. All servers of a database share it, and it outlives them.</summary>
public interface IInterestStore
{
    /// <summary>Remembers an interest; one that is known already stays where it is.</summary>
    /// <param name="key">What it is told by; its form is the caller's affair.</param>
    /// <param name="countMax">Interests that stay; past it the oldest go.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask AddAsync(ReadOnlyMemory<byte> key, int countMax, CancellationToken cancel);

    /// <summary>The newest interests, of these the oldest first.</summary>
    /// <param name="countMax">Interests at most: servers that add at the same time may leave a few more behind for a moment.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(int countMax, CancellationToken cancel);
}
