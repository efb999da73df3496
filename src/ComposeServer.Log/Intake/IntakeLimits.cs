using ComposeServer.Log.Parking;

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

    /// <summary>Events that may build on one and the same event. Default 64.</summary>
    public int ForksPerEventMax { get; init; } = 64;

    /// <summary>A state is kept beside each so-manieth event of a log, so that an old state is never far from one. Default 256.</summary>
    public int SnapshotEvery { get; init; } = 256;

    /// <summary>
    /// Unsigned init events that are kept while nobody has written to their logs; the oldest go first. Default 100,000, about 60 MB with
    /// their indices.
    /// </summary>
    public int UnclaimedEventsMax { get; init; } = 100_000;

    /// <summary>How long such an event is kept. Default 24 h.</summary>
    public TimeSpan UnclaimedAgeMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What may wait for what it builds on.</summary>
    public ParkingLimits Parking { get; init; } = new();

    /// <summary>How long a group is tried again while the database is away. Default 20 s.</summary>
    public TimeSpan CommitDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Pause between two tries. Default 100 ms.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(100);
}
