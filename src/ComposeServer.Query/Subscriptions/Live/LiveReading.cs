using System.Runtime.CompilerServices;
using ComposeServer.Query.Subscriptions.Hub;

namespace ComposeServer.Query.Subscriptions.Live;

/// <summary>Reads, and reads again whenever an event touches what was read: by read sets, never by looking every so often.</summary>
/// <param name="hub">Tells of events.</param>
/// <param name="clock">Time.</param>
/// <param name="places">How many read at the same time, all together.</param>
public sealed class LiveReading(ChangeHub hub, TimeProvider clock, int places) : IDisposable
{
    /// <summary>Shortest time from one reading to the next.</summary>
    public static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(100);

    readonly SemaphoreSlim _places = new(places, places);

    /// <summary>Begins.</summary>
    /// <param name="read">Reads, and notes what.</param>
    /// <param name="pause">From one reading to the next, at least; never less than <see cref="PauseMin"/>.</param>
    /// <param name="cancel">Ends it; it has no other end.</param>
    /// <returns>What was read, each with a position that it is as new as.</returns>
    public async IAsyncEnumerable<(long Position, T Value)> FollowAsync<T>(
        Func<ReadSet, CancellationToken, ValueTask<T>> read,
        TimeSpan pause,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (pause < PauseMin)
            pause = PauseMin;
        // Keeps the hub awake from before the first reading, so that its position is one.
        var watch = new LiveWatch(new ReadSet());
        await hub.ListenAsync(watch, [], null, cancel);
        try
        {
            while (true)
            {
                var position = hub.Position;
                var reads = new ReadSet();
                var rest = clock.GetTimestamp();
                yield return (position, await ReadAsync(read, reads, cancel));

                var next = new LiveWatch(reads);
                if (await hub.ListenAsync(next, reads.Keys, position, cancel) > position)
                    next.Touch();
                hub.Leave(watch);
                watch = next;
                await watch.Touched.WaitAsync(cancel);
                var left = pause - clock.GetElapsedTime(rest);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, clock, cancel);
            }
        }
        finally
        {
            hub.Leave(watch);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    async ValueTask<T> ReadAsync<T>(
        Func<ReadSet, CancellationToken, ValueTask<T>> read,
        ReadSet reads,
        CancellationToken cancel
    )
    {
        await _places.WaitAsync(cancel);
        try
        {
            return await read(reads, cancel);
        }
        finally
        {
            _places.Release();
        }
    }
}
