namespace ComposeServer.Tests.Identity;

/// <summary>A clock that moves only when told, wall clock and monotonic clock apart.</summary>
sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    DateTimeOffset wall = now;
    long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => wall;

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan time)
    {
        wall += time;
        ticks += time.Ticks;
    }

    public void SetWallClock(DateTimeOffset time) => wall = time;
}
