namespace ComposeServer.Streams.TimeProofs;

/// <summary>Which chains and contracts a network accepts anchors from.</summary>
public sealed record AnchorChains
{
    /// <summary>The contract of the public networks.</summary>
    public const string OfficialContract = "0x231055A0852D67C7107Ad0d0DFeab60278fE6AdC";

    /// <summary>Name of the chain that is none: development networks anchor without one (ceramic.md 3.3).</summary>
    public const string InMemory = "inmemory:12345";

    /// <summary>The chains of Ethereum's kind whose anchors count; null when any will do.</summary>
    public IReadOnlyCollection<string>? Chains { get; init; }

    /// <summary>Contracts that may have been called. Default: the official one. A private network adds its own.</summary>
    public IReadOnlyCollection<string> Contracts { get; init; } = [OfficialContract];

    /// <summary>Whether <see cref="InMemory"/> is taken, for networks that trust their own clocks. Default false.</summary>
    public bool AllowInMemory { get; init; }

    /// <summary>
    /// Last block of each chain in which a transaction of any kind, to any address, was an anchor. A chain that is not listed has no such
    /// block (ceramic.md 3.1, step 6).
    /// </summary>
    public IReadOnlyDictionary<string, long> LastFreeBlock { get; init; } =
        new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["eip155:1"] = 16_688_195,
            ["eip155:3"] = 1_000_000_000,
            ["eip155:5"] = 8_498_671,
            ["eip155:100"] = 26_509_835,
            ["eip155:11155111"] = 5_518_585,
            ["eip155:1337"] = 1,
        };
}
