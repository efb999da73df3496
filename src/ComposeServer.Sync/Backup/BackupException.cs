namespace ComposeServer.Sync.Backup;

/// <summary>Why a backup cannot be made or restored. Words are public and never change.</summary>
public static class BackupCode
{
    /// <summary>The file is no backup.</summary>
    public const string Foreign = "BACKUP_FOREIGN";

    /// <summary>The file, or its tables, are of a newer program.</summary>
    public const string Newer = "BACKUP_NEWER";

    /// <summary>The file ends too early.</summary>
    public const string Truncated = "BACKUP_TRUNCATED";

    /// <summary>The file is not what was written.</summary>
    public const string Damaged = "BACKUP_DAMAGED";

    /// <summary>The database holds something already.</summary>
    public const string NotEmpty = "DATABASE_NOT_EMPTY";

    /// <summary>Another restore works on the database.</summary>
    public const string Running = "RESTORE_RUNNING";

    /// <summary>A restore was begun and did not come to its end.</summary>
    public const string Unfinished = "RESTORE_UNFINISHED";
}

/// <summary>A backup that cannot be made or restored.</summary>
/// <param name="code">One of <see cref="BackupCode"/>.</param>
/// <param name="message">For people: what to do about it.</param>
public sealed class BackupException(string code, string message) : Exception(message)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}
