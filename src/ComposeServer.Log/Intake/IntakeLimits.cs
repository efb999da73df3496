namespace ComposeServer.Log.Intake;

/// <summary>What the intake takes at most. Each has a test at the limit and past it.</summary>
public sealed record IntakeLimits
{
    /// <summary>Bytes of one block of an event (ceramic.md 1.6). Default 256,000.</summary>
    public int BlockBytesMax { get; init; } = 256_000;

    /// <summary>Events of one commit group. Default 1,000.</summary>
    public int GroupEventsMax { get; init; } = 1_000;

    /// <summary>Bytes of one commit group. Default 8 MB.</summary>
    public int GroupBytesMax { get; init; } = 8_000_000;

    /// <summary>Bytes waiting to be committed; past it callers are told to come back. Default 64 MB.</summary>
    public long QueueBytesMax { get; init; } = 64_000_000;

    /// <summary>How long a group is tried again while the database is away. Default 20 s.</summary>
    public TimeSpan CommitDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Pause between two tries. Default 100 ms.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(100);
}
