namespace ComposeServer.Postgres.Rebuild;

/// <summary>How far a rebuild is.</summary>
/// <param name="Logs">Logs applied again.</param>
/// <param name="Rows">Index rows written.</param>
/// <param name="Mended">Logs whose stored head was another than their events lead to.</param>
/// <param name="TotalLogs">Logs in all.</param>
public readonly record struct RebuildProgress(long Logs, long Rows, long Mended, long TotalLogs);
