using ComposeServer.Streams;
using ComposeServer.Sync.Import;

namespace ComposeServer.Sync.Pull;

/// <summary>What came of a pull.</summary>
public sealed record PullReport
{
    /// <summary>Address of the node.</summary>
    public required string Source { get; init; }

    /// <summary>What became of the events.</summary>
    public required ImportReport Import { get; init; }

    /// <summary>Models that were read, those that others refer to among them.</summary>
    public required long Models { get; init; }

    /// <summary>Streams whose events were read, models among them.</summary>
    public required long Read { get; init; }

    /// <summary>Streams of which everything was here already, by what the node says of their last event.</summary>
    public required long Skipped { get; init; }

    /// <summary>Models whose documents the node does not list, since it does not index them; nobody asked for those by name.</summary>
    public required long Unlisted { get; init; }

    /// <summary>Streams and models that the node did not give, by code.</summary>
    public required IReadOnlyDictionary<string, StreamSample> Failed { get; init; }

    /// <summary>Why it stopped early.</summary>
    public PullFault? Fault { get; init; }

    /// <summary>Somebody stopped it; the next run goes on.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Models that the node indexes, if it told.</summary>
    public IReadOnlyList<NodeIndex> Indexes { get; init; } = [];

    /// <summary>True when all that was asked for is stored.</summary>
    public bool IsComplete => Import.IsComplete && Failed.Count == 0 && Fault is null && !IsInterrupted;
}

/// <summary>Why a pull stopped early.</summary>
/// <param name="Code">One of <see cref="NodeFaultCode"/> or of <see cref="ImportFault"/>.</param>
/// <param name="Detail">Text for people.</param>
public sealed record PullFault(string Code, string Detail);

/// <summary>How many streams, the first few of them, and what the node said of the first.</summary>
public sealed record StreamSample(long Count, IReadOnlyList<StreamId> First, string Detail)
{
    /// <summary>Streams that are named.</summary>
    public const int FirstMax = 5;

    /// <summary>One more.</summary>
    public StreamSample With(StreamId id) =>
        this with
        {
            Count = Count + 1,
            First = First.Count < FirstMax ? [.. First, id] : First,
        };
}

/// <summary>How far a pull has come.</summary>
/// <param name="Doing">Name of the model whose documents are read; empty before.</param>
/// <param name="Streams">Streams that are done.</param>
/// <param name="StreamsTotal">Streams of the model, if the node told how many.</param>
/// <param name="Events">Events about which it is known what became of them.</param>
/// <param name="BytesRead">Bytes of all answers.</param>
public readonly record struct PullProgress(string Doing, long Streams, long? StreamsTotal, long Events, long BytesRead);
