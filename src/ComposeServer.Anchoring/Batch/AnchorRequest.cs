using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Anchoring.Batch;

/// <summary>A stream that waits for its time.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Tip">Its latest event; the events before it are covered too.</param>
public readonly record struct AnchorRequest(StreamId Stream, Cid Tip);
