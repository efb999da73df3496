namespace ComposeServer.Tests.Simulation;

/// <summary>What goes wrong, by chance, and how often it has.</summary>
/// <param name="chance">Seeded.</param>
/// <param name="rate">How probable a fault is at each place where one may be.</param>
sealed class Faults(Random chance, double rate)
{
    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Nothing ever goes wrong.</summary>
    public static Faults None => new(new Random(0), 0);

    /// <summary>How often each struck.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>True when the rest of the run is to be quiet.</summary>
    public bool AreOver { get; set; }

    /// <summary>Whether a fault strikes now.</summary>
    /// <param name="kind">The fault.</param>
    /// <param name="times">How many times as often as others it does.</param>
    public bool Strike(string kind, int times = 1)
    {
        if (rate == 0 || AreOver || chance.NextDouble() >= rate * times)
            return false;
        Count(kind);
        return true;
    }

    public void Count(string kind) => _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
}

/// <summary>Words for faults in traces and records.</summary>
static class Fault
{
    public const string Refused = "refused before it was durable";
    public const string UnknownNotStored = "answer lost, not stored";
    public const string UnknownUnderWay = "answer lost, stored later";
    public const string UnknownStored = "answer lost, stored";
    public const string LostRace = "race lost";
    public const string StaleHeads = "heads read too early";
    public const string Away = "database away";
    public const string Crash = "node crashed";
    public const string ClockForward = "clock put forward";
    public const string ClockBack = "clock put back";
}
