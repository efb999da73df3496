namespace ComposeServer.Identity.Capabilities;

/// <summary>How long after its expiry a capability still counts.</summary>
/// <param name="PhaseOut">Grace after <c>exp</c>, on top of <see cref="ClockSkew"/>.</param>
/// <remarks>Bounds are inclusive to the millisecond. Source: spec ceramic.md 7.5, design 7.</remarks>
public readonly record struct CapabilityTimeRule(TimeSpan PhaseOut)
{
    /// <summary>How far clocks may differ: 5 minutes, in both directions.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(5);

    /// <summary>For events that arrive now from a client: expiry and clock skew, no more.</summary>
    public static CapabilityTimeRule NewWrites { get; } = new(TimeSpan.Zero);

    /// <summary>For history that is imported or synchronised: 24 hours of grace, as the reference gives, so that no stream is cut short.</summary>
    public static CapabilityTimeRule Replay { get; } = new(TimeSpan.FromHours(24));

    /// <summary>Judges the times of a capability.</summary>
    /// <returns>Null when it holds at the given time.</returns>
    public IdentityRefusal? Check(CapabilityTimes times, DateTimeOffset atTime)
    {
        // In milliseconds, for adding to a DateTimeOffset near the year 9999 throws.
        var now = atTime.ToUnixTimeMilliseconds();
        var skew = (long)ClockSkew.TotalMilliseconds;
        if (
            times.IssuedAt.ToUnixTimeMilliseconds() > now + skew
            || times.NotBefore?.ToUnixTimeMilliseconds() > now + skew
        )
        {
            return new(IdentityCode.CapabilityNotYetValid, "CACAO is not valid yet");
        }

        return times.ExpiresAt?.ToUnixTimeMilliseconds() + (long)PhaseOut.TotalMilliseconds + skew < now
            ? new(IdentityCode.CapabilityExpired, "CACAO has expired")
            : null;
    }
}
