using ComposeServer.Streams;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>A document that was signed before any clock ran.</summary>
/// <param name="Id">Its StreamID.</param>
/// <param name="Body">What <c>POST /api/v0/streams</c> takes.</param>
readonly record struct SignedDocument(StreamId Id, ReadOnlyMemory<byte> Body);
