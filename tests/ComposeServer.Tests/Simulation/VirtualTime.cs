namespace ComposeServer.Tests.Simulation;

/// <summary>Time that moves from one timer to the next, and only when nothing else can happen.</summary>
sealed class VirtualTime
{
    readonly PriorityQueue<(Timer Timer, int Setting), (long Due, long Order)> _timers = new();
    long _order;

    /// <summary>Since the start of the run.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Fires the next timer.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryFire()
    {
        while (_timers.TryDequeue(out var next, out var key))
        {
            if (!next.Timer.IsSet(next.Setting))
                continue;
            Now = TimeSpan.FromTicks(long.Max(key.Due, Now.Ticks));
            next.Timer.Fire();
            return true;
        }

        return false;
    }

    public ITimer CreateTimer(Place place, Action callback, TimeSpan due, TimeSpan period)
    {
        var timer = new Timer(this, place, callback);
        timer.Change(due, period);
        return timer;
    }

    sealed class Timer(VirtualTime time, Place place, Action callback) : ITimer
    {
        int _setting;
        TimeSpan _period;

        public bool IsSet(int setting) => setting == _setting && !place.IsGone;

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_setting, _period) = (_setting + 1, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
                time._timers.Enqueue((this, _setting), ((time.Now + dueTime).Ticks, time._order++));
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The clock on the wall of one place. It may be wrong; how much time has passed it always knows.</summary>
sealed class PlaceClock(VirtualTime time, Place place, TimeSpan wrongBy) : TimeProvider
{
    static readonly DateTimeOffset Start = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far it is off.</summary>
    public TimeSpan WrongBy { get; set; } = wrongBy;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + time.Now + WrongBy;

    public override long GetTimestamp() => time.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(place, () => callback(state), dueTime, period);
}
