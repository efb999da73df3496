using ComposeServer.Ipld;

namespace ComposeServer.Log.Parking;

/// <summary>Where events wait, durably. What waits is not visible to any reader of the log.</summary>
public interface IParkingStore
{
    /// <summary>Lets events wait, or notes that they wait for something else now; then drops the oldest past a limit.</summary>
    /// <returns>How many were dropped.</returns>
    ValueTask<int> ParkAsync(IReadOnlyList<ParkedEvent> events, ParkingLimits limits, CancellationToken cancel);

    /// <summary>Events that wait for one of these, oldest first; they stay until <see cref="RemoveAsync"/>.</summary>
    ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    );

    /// <summary>Events whose wait is over, because what they wait for is stored; oldest first.</summary>
    ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel);

    /// <summary>What is waited for.</summary>
    ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel);

    /// <summary>Events that wait no longer.</summary>
    ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel);

    /// <summary>Drops what has waited since before a time, and unclaimed init events that are older than another.</summary>
    /// <returns>How many parked events were dropped.</returns>
    ValueTask<int> ExpireAsync(DateTimeOffset parkedBefore, DateTimeOffset unclaimedBefore, CancellationToken cancel);

    /// <summary>How much waits.</summary>
    ValueTask<ParkingFigures> CountAsync(CancellationToken cancel);
}

/// <summary>For gauges.</summary>
/// <param name="Events">Parked events.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Unclaimed">Init events that nobody has built on.</param>
public readonly record struct ParkingFigures(long Events, long Bytes, long Unclaimed);
