namespace ComposeServer.Testing.Nodes;

/// <summary>The system's clock, but time spans that are measured jump when told; the wall clock and timers run on.</summary>
public sealed class LeapingClock : TimeProvider
{
    long _leapt;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _leapt);

    /// <summary>Lets time pass, on top of earlier leaps.</summary>
    public void Leap(TimeSpan by) =>
        Interlocked.Add(ref _leapt, by.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));
}
