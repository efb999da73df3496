namespace ComposeServer.Postgres.Cluster;

/// <summary>The private Postgres could not be made, started or kept running. The message says what the operator can do.</summary>
/// <remarks>
/// Codes: <c>POSTGRES_MISSING</c>, <c>POSTGRES_VERSION</c>, <c>POSTGRES_ACCOUNT</c>, <c>POSTGRES_PLATFORM</c>, <c>FOLDER_UNREACHABLE</c>,
/// <c>FOLDER_IN_USE</c>, <c>FOLDER_FOREIGN</c>, <c>INITDB_FAILED</c>, <c>START_FAILED</c>, <c>START_TIMEOUT</c>, <c>CRASHED</c>.
/// </remarks>
public sealed class PrivateClusterException : Exception
{
    PrivateClusterException(string code, string message, int? processId = null)
        : base(message)
    {
        Code = code;
        ProcessId = processId;
    }

    /// <summary>Stable word, UPPER_SNAKE.</summary>
    public string Code { get; }

    /// <summary>With <c>FOLDER_IN_USE</c> and <c>START_TIMEOUT</c>: the process that stands in the way, when it is known.</summary>
    public int? ProcessId { get; }

    /// <summary>With <c>POSTGRES_VERSION</c>: what is installed.</summary>
    internal IReadOnlyList<PostgresBinaries> Found { get; private init; } = [];

    /// <summary>With <c>START_FAILED</c>: a signal ended it, it did not refuse.</summary>
    internal bool WasKilled { get; private init; }

    /// <summary>Whether Postgres ended by itself before it answered.</summary>
    internal bool DidNotStart { get; private init; }

    internal static PrivateClusterException Missing(string? folder) =>
        new(
            "POSTGRES_MISSING",
            (folder is null ? "PostgreSQL was not found" : $"{folder} does not hold the programs initdb and postgres")
                + $". Install PostgreSQL {PostgresBinaries.OldestMajor} or newer (Debian, Ubuntu: the package postgresql; macOS: "
                + "brew install postgresql@17), name the folder of its programs, or give the connection string of a server."
        );

    internal static PrivateClusterException TooOld(IEnumerable<PostgresBinaries> found) =>
        new("POSTGRES_VERSION", $"PostgreSQL {PostgresBinaries.OldestMajor} or newer is needed, found {Names(found)}");

    /// <param name="major">Version that made the data.</param>
    /// <param name="found">What is installed.</param>
    /// <param name="move">How the data gets to a version that is; null when none of them will do.</param>
    internal static PrivateClusterException OtherMajor(
        int major,
        IReadOnlyList<PostgresBinaries> found,
        ClusterMove? move = null
    ) =>
        new(
            "POSTGRES_VERSION",
            $"the data was made by PostgreSQL {major}, found {Names(found)}. Install that version (Debian: the package "
                + $"postgresql-{major}) to go on with it"
                + (
                    move is null
                        ? "."
                        : $", and then, to move the data to the other one:\n  {move.Dump}\n  {move.Restore}"
                )
        )
        {
            Found = found,
        };

    internal static PrivateClusterException NoAccount(string? asked) =>
        new(
            "POSTGRES_ACCOUNT",
            (asked is null ? "there is no account postgres" : $"{asked} is not an account that Postgres may run as")
                + ", and Postgres refuses to run as root. Install the package postgresql, which brings the account, name another one, "
                + "or start the server as an ordinary user."
        );

    internal static PrivateClusterException NoPlatform() =>
        new(
            "POSTGRES_PLATFORM",
            "a private Postgres runs on Linux and macOS; on this system give the connection string of a server"
        );

    internal static PrivateClusterException Unreachable(string folder, string account) =>
        new(
            "FOLDER_UNREACHABLE",
            $"the account {account} cannot enter {folder}. Allow it (chmod o+x {folder}) or choose another data folder."
        );

    internal static PrivateClusterException NotOurs(string folder, Exception reason) =>
        new("FOLDER_UNREACHABLE", $"this process cannot make or use {folder}: {reason.Message}");

    internal static PrivateClusterException NoSocketFolder(string path, int bytesMax) =>
        new(
            "FOLDER_UNREACHABLE",
            $"the path {path} is too long for a Unix socket (limit {bytesMax} bytes). Choose a shorter temporary folder (TMPDIR)."
        );

    internal static PrivateClusterException InUse(string folder, int? processId, string by) =>
        new(
            "FOLDER_IN_USE",
            $"{folder} is in use by {by}"
                + (processId is { } pid ? $", process {pid}" : "")
                + ": stop that first, or choose another data folder.",
            processId
        );

    internal static PrivateClusterException Foreign(string folder) =>
        new("FOLDER_FOREIGN", $"{folder} holds files, but not the data of a Postgres (PG_VERSION is absent)");

    internal static PrivateClusterException InitdbFailed(string output) =>
        new("INITDB_FAILED", $"initdb could not make the database: {output}");

    internal static PrivateClusterException StartFailed(Postmaster postmaster) =>
        new("START_FAILED", $"Postgres ended while starting ({postmaster.Ending}): {postmaster.Output?.Last}")
        {
            WasKilled = postmaster.WasKilled,
            DidNotStart = true,
        };

    internal static PrivateClusterException StartTimeout(TimeSpan limit, int processId) =>
        new(
            "START_TIMEOUT",
            $"Postgres, process {processId}, did not answer within {limit.TotalSeconds:0} s",
            processId
        );

    internal static PrivateClusterException Crashed(string ended, TimeSpan window) =>
        new("CRASHED", $"Postgres ended twice within {window.TotalMinutes:0} min ({ended}) and is not started again");

    static string Names(IEnumerable<PostgresBinaries> found) =>
        string.Join(", ", found.Select(binaries => $"{binaries.Major} in {binaries.Folder}"));
}
