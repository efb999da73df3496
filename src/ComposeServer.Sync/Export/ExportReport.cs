namespace ComposeServer.Sync.Export;

/// <summary>What was written.</summary>
/// <param name="Streams">Streams, the models that came along included.</param>
/// <param name="Events">Events of them.</param>
/// <param name="Blocks">Blocks in the file, the manifest included.</param>
/// <param name="Bytes">Bytes of those blocks, without the frame of the file.</param>
/// <param name="Duration">From the first read to the last write.</param>
public sealed record ExportReport(long Streams, long Events, long Blocks, long Bytes, TimeSpan Duration);

/// <summary>How far an export has come.</summary>
/// <param name="Streams">Streams written.</param>
/// <param name="StreamsTotal">How many there will be; null when they were not counted.</param>
/// <param name="Events">Events written.</param>
/// <param name="Bytes">Bytes of their blocks.</param>
public readonly record struct ExportProgress(long Streams, long? StreamsTotal, long Events, long Bytes);
