using ComposeServer.Ipld;
using ComposeServer.Log.Parking;

namespace ComposeServer.Sync.Import.Rehearsal;

/// <summary>Parks nothing: a rehearsal leaves no trace. Whoever hands events over hears that they would be parked.</summary>
public sealed class NoParking : IParkingStore
{
    /// <inheritdoc/>
    public ValueTask<int> ParkAsync(
        IReadOnlyList<ParkedEvent> events,
        ParkingLimits limits,
        CancellationToken cancel
    ) => ValueTask.FromResult(0);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    ) => ValueTask.FromResult<IReadOnlyList<ParkedEvent>>([]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<ParkedEvent>>([]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlySet<Cid>>(new HashSet<Cid>());

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<int> ExpireAsync(
        DateTimeOffset parkedBefore,
        DateTimeOffset unclaimedBefore,
        CancellationToken cancel
    ) => ValueTask.FromResult(0);

    /// <inheritdoc/>
    public ValueTask<ParkingFigures> CountAsync(CancellationToken cancel) =>
        ValueTask.FromResult(default(ParkingFigures));
}
