namespace ComposeServer.Log.Audit;

/// <summary>What was checked, and what does not hold.</summary>
public sealed record AuditReport
{
    /// <summary>Position of the last event when the audit began: it looked at one moment of the database.</summary>
    public required long Position { get; init; }

    /// <summary>Hash of the last commit group: whoever noted an earlier one can find it in the chain.</summary>
    public required ReadOnlyMemory<byte> ReceiptHash { get; init; }

    /// <summary>Commit groups.</summary>
    public required long Groups { get; init; }

    /// <summary>Signed commit groups, by the did:key of the server that committed them. Others are from before servers signed.</summary>
    public required IReadOnlyDictionary<string, long> Signers { get; init; }

    /// <summary>Commit groups that their server signed.</summary>
    public long GroupsSigned => Signers.Values.Sum();

    /// <summary>Logs applied again.</summary>
    public required long Logs { get; init; }

    /// <summary>Events judged.</summary>
    public required long Events { get; init; }

    /// <summary>Signatures that are good; other events need none.</summary>
    public required long Signatures { get; init; }

    /// <summary>Shared blocks that were hashed.</summary>
    public required long Blocks { get; init; }

    /// <summary>Unclaimed init events.</summary>
    public required long Unclaimed { get; init; }

    /// <summary>Positions whose events were collected or erased: known gaps. Their names are still in the chain.</summary>
    public required long Collected { get; init; }

    /// <summary>
    /// Events whose signature is good, and whose capability had ended when they were stored, without an anchor that says otherwise: the
    /// source that they were imported from gave a time for them, which is not kept. No fault, and no proof.
    /// </summary>
    public required long TimesUnproven { get; init; }

    /// <summary>Index rows compared, by model.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>Models whose table was being filled: their rows were not compared.</summary>
    public required IReadOnlyList<string> TablesUnfinished { get; init; }

    /// <summary>How many of each rule.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>The first of them, as many as were asked for.</summary>
    public required IReadOnlyList<AuditFault> Faults { get; init; }

    /// <summary>From the first read to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many faults there are.</summary>
    public long FaultCount => Counts.Values.Sum();

    /// <summary>True when everything holds.</summary>
    public bool IsClean => Counts.Count == 0;
}

/// <summary>How far an audit is.</summary>
/// <param name="Stage">What is looked at.</param>
/// <param name="Done">From 0 to 1, over all stages.</param>
/// <param name="Events">Events judged.</param>
/// <param name="Faults">Faults found.</param>
public readonly record struct AuditProgress(string Stage, double Done, long Events, long Faults);
