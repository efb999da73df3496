using System.Globalization;
using System.Runtime.Versioning;

namespace ComposeServer.Postgres.Cluster;

/// <summary>What lies where in the server's data folder.</summary>
/// <param name="Root">Absolute path.</param>
sealed record ClusterFolder(string Root)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    const string UnfinishedPrefix = "pg.unfinished.";

    /// <summary>The data directory as Postgres means it.</summary>
    public string Data => Path.Combine(Root, "pg");

    /// <summary>Where the Unix socket lies when the path is short enough.</summary>
    public string Socket => Path.Combine(Root, "s");

    public string Lock => Path.Combine(Root, "postgres.lock");

    /// <summary>Our settings, written anew at each start; <c>postgresql.conf</c> includes them.</summary>
    public string Settings => Path.Combine(Data, "composeserver.conf");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>New data grows under such a name and is renamed when whole. Each attempt has its own: an initdb whose server was killed may
    /// still be writing into an older one.</summary>
    public string NewUnfinished() => Path.Combine(Root, UnfinishedPrefix + Path.GetRandomFileName());

    /// <summary>Removes what attempts before this one have left.</summary>
    public void RemoveUnfinished()
    {
        foreach (var unfinished in Directory.EnumerateDirectories(Root, UnfinishedPrefix + "*"))
        {
            try
            {
                Directory.Delete(unfinished, recursive: true);
            }
            catch (IOException)
            {
                // Still being written into; a later start removes it.
            }
        }
    }

    /// <summary>Version the data was made with, null when there is none yet.</summary>
    /// <exception cref="PrivateClusterException"><c>FOLDER_FOREIGN</c>: there are other files.</exception>
    public int? Major
    {
        get
        {
            var version = Path.Combine(Data, "PG_VERSION");
            if (File.Exists(version))
                return int.TryParse(
                    File.ReadAllText(version),
                    NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture,
                    out var major
                )
                    ? major
                    : throw PrivateClusterException.Foreign(Data);
            if (Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any())
                throw PrivateClusterException.Foreign(Data);
            return null;
        }
    }

    /// <summary>Makes the root when absent: closed to others, save that another account may pass through to its own folders.</summary>
    [UnsupportedOSPlatform("windows")]
    public void MakeRoot(ServiceAccount account)
    {
        if (Directory.Exists(Root))
            return;
        Directory.CreateDirectory(Root, OwnerOnly);
        // Set apart from the making, which the process' mask would narrow.
        if (account.Name is not null)
            File.SetUnixFileMode(Root, OthersPass);
    }

    /// <summary>Makes a folder that only the account (and root) can enter, or closes the one that exists.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task MakePrivateAsync(string folder, ServiceAccount account, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
        await account.OwnAsync(folder, cancel);
    }
}
