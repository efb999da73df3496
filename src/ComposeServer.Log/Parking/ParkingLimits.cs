namespace ComposeServer.Log.Parking;

/// <summary>How much may wait. Past a limit the oldest go first, within the log or the signer that is over it.</summary>
public sealed record ParkingLimits
{
    /// <summary>Events that wait for one log. Default 1,000.</summary>
    public int EventsPerLogMax { get; init; } = 1_000;

    /// <summary>Events that say they were signed by one key. Default 10,000.</summary>
    public int EventsPerSignerMax { get; init; } = 10_000;

    /// <summary>Bytes of all that waits. Default 256 MB.</summary>
    public long BytesMax { get; init; } = 256_000_000;

    /// <summary>How long an event waits. Default 7 days.</summary>
    public TimeSpan AgeMax { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How often what waits is looked through: for what another server took, and for what is too old. Default 30 s.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(30);
}
