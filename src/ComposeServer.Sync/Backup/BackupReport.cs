namespace ComposeServer.Sync.Backup;

/// <summary>What was written to a backup, or read from one.</summary>
/// <param name="Header">What the backup says of itself.</param>
/// <param name="FileBytes">Bytes of the file.</param>
/// <param name="Bytes">Bytes of the sections before they were compressed.</param>
/// <param name="Duration">From the first byte to the last.</param>
public sealed record BackupReport(BackupHeader Header, long FileBytes, long Bytes, TimeSpan Duration);

/// <summary>How far a backup or restore is.</summary>
/// <param name="Stage">What is worked on.</param>
/// <param name="Done">From 0 to 1; null when that cannot be said.</param>
/// <param name="Bytes">Bytes of sections so far.</param>
public readonly record struct BackupProgress(string Stage, double? Done, long Bytes);
