using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull;

/// <summary>
/// A node that streams are pulled from. Nothing it says is believed but that these are the streams and events it has. Safe for many threads.
/// </summary>
/// <remarks>Every call throws <see cref="NodeFault"/> when the node does not give what it was asked for.</remarks>
public interface INodeSource
{
    /// <summary>Its address, for reports.</summary>
    string Name { get; }

    /// <summary>An administrator's key is at hand.</summary>
    bool IsAdmin { get; }

    /// <summary>Bytes of all answers so far.</summary>
    long BytesRead { get; }

    /// <summary>One page of the documents of a model, or of the models when the metamodel is asked for.</summary>
    /// <param name="question">Which page.</param>
    /// <param name="cancel">Gives up.</param>
    Task<NodePage> ReadPageAsync(PageQuestion question, CancellationToken cancel);

    /// <summary>How many documents those pages have together.</summary>
    Task<long> CountAsync(StreamId model, Did? account, CancellationToken cancel);

    /// <summary>All events of a stream, oldest first.</summary>
    Task<IReadOnlyList<NodeCommit>> ReadLogAsync(StreamId stream, CancellationToken cancel);

    /// <summary>State of a stream as it was after one of its events.</summary>
    Task<ListedStream> ReadStateAsync(CommitId commit, CancellationToken cancel);

    /// <summary>The models that it indexes. For administrators.</summary>
    Task<IReadOnlyList<NodeIndex>> ReadIndexesAsync(CancellationToken cancel);

    /// <summary>The streams that it keeps, of every type, found by an index or not. For administrators.</summary>
    Task<IReadOnlyList<StreamId>> ReadPinsAsync(CancellationToken cancel);
}

/// <summary>Which page.</summary>
/// <param name="Model">The model.</param>
/// <param name="Account">Whose documents; null for everybody's.</param>
/// <param name="First">How many.</param>
/// <param name="After">Cursor of the page before.</param>
public sealed record PageQuestion(StreamId Model, Did? Account, int First, string? After);

/// <summary>A page.</summary>
/// <param name="Streams">Its streams; null for one of which the node says nothing.</param>
/// <param name="Next">Cursor for the page behind it; null at the end.</param>
public sealed record NodePage(IReadOnlyList<ListedStream?> Streams, string? Next);

/// <summary>A stream as a node describes it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tip">Its last event; null when the node does not say.</param>
/// <param name="Proof">Proof of its last time event: a JSON object, or undefined.</param>
/// <param name="Times">Unix times that the node gives for its time events.</param>
public sealed record ListedStream(
    StreamId Id,
    Cid? Tip,
    JsonElement Proof = default,
    IReadOnlyDictionary<Cid, long>? Times = null
);

/// <summary>An event in the API's form.</summary>
/// <param name="Cid">How the node names it.</param>
/// <param name="Value">What it says that the event is.</param>
public readonly record struct NodeCommit(Cid Cid, JsonElement Value);

/// <summary>A model that a node indexes.</summary>
/// <param name="Model">The model.</param>
/// <param name="Indices">Indices over fields, each an ordered list of top-level names.</param>
public sealed record NodeIndex(StreamId Model, IReadOnlyList<IReadOnlyList<string>> Indices);
