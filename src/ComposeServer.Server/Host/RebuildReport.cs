namespace ComposeServer.Server.Host;

/// <summary>How far a rebuild is.</summary>
/// <param name="Streams">Streams applied again.</param>
/// <param name="Rows">Index rows written.</param>
/// <param name="Mended">Streams whose stored state was another than their events lead to.</param>
/// <param name="TotalStreams">Streams in all.</param>
public readonly record struct RebuildReport(long Streams, long Rows, long Mended, long TotalStreams);
