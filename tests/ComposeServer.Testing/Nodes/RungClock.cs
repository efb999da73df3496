using System.Collections.Concurrent;

namespace ComposeServer.Testing.Nodes;

/// <summary>The system's clock, but timers of one interval ring when told, and not by themselves.</summary>
/// <param name="interval">Of those timers.</param>
public sealed class RungClock(TimeSpan interval) : TimeProvider
{
    readonly ConcurrentQueue<Bell> _bells = new();
    readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != interval)
            return base.CreateTimer(callback, state, dueTime, period);
        var bell = new Bell(() => callback(state));
        _bells.Enqueue(bell);
        _first.TrySetResult();
        return bell;
    }

    /// <summary>Rings them once; waits until there is one.</summary>
    public async Task RingAsync()
    {
        await _first.Task;
        foreach (var bell in _bells)
            bell.Ring();
    }

    sealed class Bell(Action callback) : ITimer
    {
        volatile bool _isGone;

        public void Ring()
        {
            if (!_isGone)
                callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_isGone;

        public void Dispose() => _isGone = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
