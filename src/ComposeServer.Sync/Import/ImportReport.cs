using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import;

/// <summary>What became of everything that was read.</summary>
public sealed record ImportReport
{
    /// <summary>Files that were opened.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes read.</summary>
    public required long Bytes { get; init; }

    /// <summary>Blocks read; the hash of each was checked.</summary>
    public required long Blocks { get; init; }

    /// <summary>Blocks that belong to no event.</summary>
    public required CidSample Ignored { get; init; }

    /// <summary>Events that are stored now and were not before.</summary>
    public required long Taken { get; init; }

    /// <summary>Events that were here already.</summary>
    public required long Known { get; init; }

    /// <summary>Events that build on what is neither here nor in the files.</summary>
    public required CidSample Parked { get; init; }

    /// <summary>Events that break a rule, by code.</summary>
    public required IReadOnlyDictionary<string, CidSample> Refused { get; init; }

    /// <summary>Events of which a block is neither here nor in the files: payload, proof or tree node.</summary>
    public required CidSample Incomplete { get; init; }

    /// <summary>Blocks that those lack.</summary>
    public required CidSample Missing { get; init; }

    /// <summary>Streams that are new here.</summary>
    public required long Streams { get; init; }

    /// <summary>Time events whose proof a chain confirmed.</summary>
    public required long TimesVerified { get; init; }

    /// <summary>Time events that were kept though no chain could be asked.</summary>
    public required long TimesUnverified { get; init; }

    /// <summary>From the first read to the last commit.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Why it stopped early; null when every file was read to its end.</summary>
    public ImportFault? Fault { get; init; }

    /// <summary>True when all events of all files are stored.</summary>
    public bool IsComplete => Fault is null && Refused.Count == 0 && Parked.Count == 0 && Incomplete.Count == 0;
}

/// <summary>How many, and the first few of them.</summary>
public sealed record CidSample(long Count, IReadOnlyList<Cid> First)
{
    /// <summary>CIDs that are named.</summary>
    public const int FirstMax = 5;

    /// <summary>None.</summary>
    public static CidSample None { get; } = new(0, []);

    /// <summary>One more.</summary>
    public CidSample With(Cid cid) => new(Count + 1, First.Count < FirstMax ? [.. First, cid] : First);
}
