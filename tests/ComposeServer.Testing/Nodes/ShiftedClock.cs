namespace ComposeServer.Testing.Nodes;

/// <summary>The system's clock, moved: what the wall says jumps when told, what time spans and timers measure runs on.</summary>
public sealed class ShiftedClock : TimeProvider
{
    long _shiftTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _shiftTicks));

    /// <summary>Moves the wall clock, on top of earlier moves.</summary>
    public void Shift(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);
}
