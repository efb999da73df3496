using ComposeServer.Sync.Import;

namespace ComposeServer.Sync.Pull;

/// <summary>How a node is asked, and what is taken from it at most.</summary>
public sealed record PullOptions
{
    /// <summary>Bytes of one answer, unpacked. Default 64 MiB. A page of more is asked for again in smaller ones.</summary>
    public int AnswerBytesMax { get; init; } = 64 << 20;

    /// <summary>Streams of one page. Default 1,000, the most that a node gives.</summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>Pages of one model. Default 100,000.</summary>
    public int PagesMax { get; init; } = 100_000;

    /// <summary>Models that are followed from one to the next. Default 10,000.</summary>
    public int ModelsMax { get; init; } = 10_000;

    /// <summary>Requests at the same time. Default 8.</summary>
    public int RequestsInFlightMax { get; init; } = 8;

    /// <summary>Tries of one request. Default 5.</summary>
    public int TriesMax { get; init; } = 5;

    /// <summary>
    /// Tries of one request that the node answers with 500 and a message of its own, which is how the JS node says no to anything. Default 2.
    /// </summary>
    public int RefusedTriesMax { get; init; } = 2;

    /// <summary>Pause before the second try; each next one is twice as long. Default half a second.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause. Default 15 seconds.</summary>
    public TimeSpan RetryPauseMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for one try, to the last byte of its answer. Default a minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Streams one after the other that a node fails to give before it is given up. Default 20.</summary>
    public int FaultsInRowMax { get; init; } = 20;

    /// <summary>
    /// Whether the node is believed when it tells the time of an anchor whose proof it cannot show. Sessions that have ended are judged by
    /// it; it orders nothing. Default: it is not.
    /// </summary>
    public bool TrustsTimes { get; init; }

    /// <summary>Limits of what is handed over. Proofs come over this road without their tree nodes, so partial ones are kept.</summary>
    public ImportOptions Import { get; init; } = new() { KeepsPartialProofs = true };
}
