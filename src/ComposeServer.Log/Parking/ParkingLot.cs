using System.Threading.Channels;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Intake;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Log.Parking;

/// <summary>
/// Parks events that build on what is not here, and hands them in again when it comes: at once when this server stored it, at the next look
/// when another did. Nothing is forgotten by a crash, for what waits is in the store.
/// </summary>
sealed partial class ParkingLot : IAsyncDisposable
{
    const int BatchMax = 1_000;

    readonly IParkingStore _store;
    readonly ParkingLimits _limits;
    readonly TimeSpan _unclaimedAgeMax;
    readonly Func<IReadOnlyList<EventBlocks>, CancellationToken, ValueTask<IReadOnlyList<Outcome>>> _import;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly Channel<Cid[]> _arrived = Channel.CreateBounded<Cid[]>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    readonly Task _loop;
    HashSet<Cid> _missing = [];
    long _dropped;

    public ParkingLot(
        IParkingStore store,
        ParkingLimits limits,
        TimeSpan unclaimedAgeMax,
        Func<IReadOnlyList<EventBlocks>, CancellationToken, ValueTask<IReadOnlyList<Outcome>>> import,
        TimeProvider clock,
        ILogger log
    )
    {
        (_store, _limits, _unclaimedAgeMax, _import, _clock, _log) = (
            store,
            limits,
            unclaimedAgeMax,
            import,
            clock,
            log
        );
        _loop = Task.WhenAll(Turns.Start(FollowAsync), Turns.Start(LookAsync));
    }

    /// <summary>For the counter: events that were dropped, for age or for want of room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>For the gauge: different events that are waited for.</summary>
    public int Awaited
    {
        get
        {
            lock (_gate)
                return _missing.Count;
        }
    }

    /// <summary>Parks events.</summary>
    /// <param name="waiting">Each with the one thing that it waits for.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask ParkAsync(IReadOnlyList<(RawEvent Raw, Cid Missing)> waiting, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        var parked = waiting.Select(one => ToParked(one.Raw, one.Missing, now)).ToArray();
        // Noted before they are parked: what arrives in between is looked up then, and found or not; never is it missed.
        lock (_gate)
            _missing.UnionWith(parked.Select(one => one.Missing));
        CountDropped(await _store.ParkAsync(parked, _limits, cancel));
        LogDiagnostics.CountParked("parked", parked.Length);
    }

    /// <summary>Tells what is stored now.</summary>
    public void Arrived(IEnumerable<Cid> cids)
    {
        Cid[] awaited;
        lock (_gate)
            awaited = _missing.Count == 0 ? [] : [.. cids.Where(_missing.Contains)];
        if (awaited.Length > 0)
            _arrived.Writer.TryWrite(awaited);
    }

    /// <summary>Hands in again whatever can be, until nothing more can; drops what is too old.</summary>
    public async Task LookOnceAsync(CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        CountDropped(await _store.ExpireAsync(now - _limits.AgeMax, now - _unclaimedAgeMax, cancel));
        while (await _store.FindReadyAsync(BatchMax, cancel) is { Count: > 0 } ready)
            if (!await HandInAsync(ready, cancel))
                break;
        var missing = await _store.MissingAsync(cancel);
        lock (_gate)
            _missing = [.. missing];
    }

    public async ValueTask DisposeAsync()
    {
        _arrived.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    async Task FollowAsync()
    {
        try
        {
            // Not ReadAllAsync, which goes on by the pool of threads whatever the scheduler.
            while (await _arrived.Reader.WaitToReadAsync(_stop.Token))
            while (_arrived.Reader.TryRead(out var cids))
                await GuardAsync(async cancel =>
                {
                    if (await _store.FindWaitingAsync(cids, BatchMax, cancel) is { Count: > 0 } waiting)
                        await HandInAsync(waiting, cancel);
                });
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops; what waits is found again at the next start.
        }
    }

    async Task LookAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_limits.LookInterval, _clock);
            do await GuardAsync(LookOnceAsync);
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <returns>False when nothing of it could leave.</returns>
    async ValueTask<bool> HandInAsync(IReadOnlyList<ParkedEvent> events, CancellationToken cancel)
    {
        var left = new List<Cid>();
        foreach (var log in events.GroupBy(one => one.Init))
        {
            var chain = CausalOrder.Of([.. log.Select(one => one.Blocks)]);
            var outcomes = await _import(chain, cancel);
            for (var i = 0; i < chain.Count; i++)
                if (outcomes[i] is not Outcome.Parked)
                    left.Add(chain[i].Event.Cid);
        }

        await _store.RemoveAsync(left, cancel);
        LogHandedIn(left.Count, events.Count);
        LogDiagnostics.CountParked("left", left.Count);
        return left.Count > 0;
    }

    void CountDropped(int count)
    {
        Interlocked.Add(ref _dropped, count);
        LogDiagnostics.CountParked("dropped", count);
    }

    async Task GuardAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    static ParkedEvent ToParked(RawEvent raw, Cid missing, DateTimeOffset now)
    {
        var signer =
            raw.Envelope is { } envelope
            && ProtectedHeader.TryRead(envelope.Signatures[0].Protected.Span, out var header, out _)
                ? header.Kid.Split('#')[0]
                : "";
        return new(raw.Blocks, raw.Init, signer, missing, now);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Left} of {Count} parked events wait no longer")]
    partial void LogHandedIn(int left, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking through parked events failed; they are looked at again")]
    partial void LogFailed(Exception error);
}
