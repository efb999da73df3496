using ComposeServer.Ipld;

namespace ComposeServer.Log.AnchorRequests;

/// <summary>
/// The requests to anchor tips, at most one for each log and always the latest. A write leaves its request in the group that commits it
/// (<see cref="Intake.Commit.GroupWrites.AnchorRequests"/>); here they are taken up.
/// </summary>
public interface IAnchorRequestStore
{
    /// <summary>Asks for the anchor of a tip. A request that waits for it, or is at work, stays as it is; a failed one begins anew.</summary>
    /// <returns>False when the event is not the tip of the log.</returns>
    ValueTask<bool> AskAsync(LogName log, Cid tip, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Begins a turn. One is had at a time, over all servers of a database; nobody else waits for its end.</summary>
    /// <returns>Null while another server has its turn.</returns>
    ValueTask<IAnchorTurn?> TryBeginAsync(CancellationToken cancel);
}

/// <summary>The right to work on requests, until it is disposed of or the server ends.</summary>
public interface IAnchorTurn : IAsyncDisposable
{
    /// <summary>Takes waiting requests, the oldest first, and marks them as being worked on.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="askedBefore">Later ones are left; those of a time that has yet to come are not.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<IReadOnlyList<OpenAnchorRequest>> TakeAsync(
        int limit,
        DateTimeOffset askedBefore,
        DateTimeOffset now,
        CancellationToken cancel
    );

    /// <summary>Says what became of requests. One that a newer tip has replaced in between is left alone.</summary>
    ValueTask SettleAsync(IReadOnlyList<SettledAnchorRequest> settled, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Requests that wait.</summary>
    ValueTask<int> CountAsync(CancellationToken cancel);
}
