using System.Runtime.Versioning;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Makes the data directory of a new Postgres. A kill in the middle leaves nothing that a later start could take for data.</summary>
static class ClusterCreation
{
    const string IncludeLines = """

        # ComposeServer writes composeserver.conf anew at each start. Lines of yours below these win over it.
        include_if_exists 'composeserver.conf'

        """;

    /// <summary>Sessions come through the socket alone, whose folder only one account can enter.</summary>
    const string AccessRules = """
        # type  database     user  method
        local   all          all   trust
        local   replication  all   trust

        """;

    [UnsupportedOSPlatform("windows")]
    public static async Task MakeAsync(
        ClusterFolder folder,
        PostgresBinaries binaries,
        ServiceAccount account,
        bool durable,
        CancellationToken cancel
    )
    {
        folder.RemoveUnfinished();
        var unfinished = folder.NewUnfinished();
        await ClusterFolder.MakePrivateAsync(unfinished, account, cancel);
        await InitdbAsync(unfinished, binaries, account, durable, cancel);
        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), IncludeLines, cancel);
        await File.WriteAllTextAsync(Path.Combine(unfinished, "pg_hba.conf"), AccessRules, cancel);
        if (durable)
            SyncConfiguration(unfinished);

        if (Directory.Exists(folder.Data))
            Directory.Delete(folder.Data);
        Directory.Move(unfinished, folder.Data);
        if (durable)
            Posix.SyncFolder(folder.Root);
    }

    static async Task InitdbAsync(
        string target,
        PostgresBinaries binaries,
        ServiceAccount account,
        bool durable,
        CancellationToken cancel
    )
    {
        string[] arguments =
        [
            "-D",
            target,
            "-U",
            ClusterConnection.AdminRole,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions",
        ];
        var initdb = await ChildProcess.RunAsync(
            binaries.Initdb,
            durable ? arguments : [.. arguments, "--no-sync"],
            account,
            cancel
        );
        if (initdb.ExitCode != 0)
            throw PrivateClusterException.InitdbFailed(LastPart(initdb.Error));
    }

    static void SyncConfiguration(string folder)
    {
        foreach (var name in (string[])["postgresql.conf", "pg_hba.conf"])
            using (var file = File.OpenHandle(Path.Combine(folder, name), access: FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(file);
    }

    static string LastPart(string text)
    {
        const int lengthMax = 1_000;
        return text.Length <= lengthMax ? text.Trim() : text[^lengthMax..].Trim();
    }
}
