namespace ComposeServer.Log.Pins;

/// <summary>Which logs must stay, and the removal of those that need not. Every log is pinned until somebody says otherwise.</summary>
public interface IPinStore
{
    /// <summary>Makes a log stay.</summary>
    /// <returns>False when it is not here.</returns>
    ValueTask<bool> PinAsync(LogName name, CancellationToken cancel);

    /// <summary>Lets a log go, some time later. What is indexed stays pinned.</summary>
    ValueTask<UnpinResult> UnpinAsync(LogName name, DateTimeOffset at, CancellationToken cancel);

    /// <summary>True when the log is here and must stay.</summary>
    ValueTask<bool> IsPinnedAsync(LogName name, CancellationToken cancel);

    /// <summary>Pinned logs, in the order in which they were first named.</summary>
    IAsyncEnumerable<LogName> ListPinnedAsync(CancellationToken cancel);

    /// <summary>
    /// Removes the events, states and unshared blocks of logs that were let go before a time. A log that defines others' shape stays as long
    /// as they are here. Names of events are kept, so that receipts can still be verified. A collected log may come again.
    /// </summary>
    /// <param name="unpinnedBefore">How long ago they must have been let go.</param>
    /// <param name="limit">Logs at most; each call is one short transaction.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<Collected> CollectAsync(DateTimeOffset unpinnedBefore, int limit, CancellationToken cancel);

    /// <summary>Removes a log at once, pinned and indexed or not, and refuses its events from now on, at every door.</summary>
    /// <returns>What was removed; nothing when the log is not here, or defines the shape of others that are.</returns>
    ValueTask<Collected> EraseAsync(LogName name, DateTimeOffset at, CancellationToken cancel);
}

/// <summary>What became of a wish to let a log go.</summary>
public enum UnpinResult
{
    /// <summary>It may be collected.</summary>
    Unpinned,

    /// <summary>It is not here.</summary>
    NotFound,

    /// <summary>It is, or defines, what is indexed.</summary>
    Indexed,
}

/// <summary>What was removed.</summary>
/// <param name="Logs">Logs.</param>
/// <param name="Events">Their events.</param>
/// <param name="Blocks">Blocks that nothing else shares: capabilities, proofs, tree nodes.</param>
public readonly record struct Collected(long Logs, long Events, long Blocks);
