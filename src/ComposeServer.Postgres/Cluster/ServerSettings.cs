using System.Globalization;
using System.Text;

namespace ComposeServer.Postgres.Cluster;

/// <summary>What we set differently from Postgres' own defaults.</summary>
static class ServerSettings
{
    const long Megabyte = 1 << 20;
    const long Gigabyte = 1 << 30;

    /// <summary>Given on the command line, where no file and no <c>alter system</c> overrules them: safety and supervision rest on them.</summary>
    public static IEnumerable<(string Name, string Value)> Fixed(string socketFolder) =>
        [
            ("listen_addresses", ""),
            ("port", ClusterConnection.Port.ToString(CultureInfo.InvariantCulture)),
            ("unix_socket_directories", socketFolder),
            ("unix_socket_permissions", "0700"),
            ("logging_collector", "off"),
            ("log_destination", "stderr"),
            ("log_line_prefix", ""),
            ("lc_messages", "C"),
        ];

    /// <summary>Text of <c>composeserver.conf</c> for this machine and this Postgres.</summary>
    public static async Task<string> TextAsync(
        PrivateClusterOptions options,
        ClusterFolder folder,
        PostgresBinaries binaries,
        ServiceAccount account,
        CancellationToken cancel
    )
    {
        // Postgres refuses the value when it was built without the library, or is older than 15.
        var lz4 = await ChildProcess.RunAsync(
            binaries.Postgres,
            ["-D", folder.Data, "-c", "wal_compression=lz4", "-C", "wal_compression"],
            account,
            cancel
        );
        return Text(options, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, lz4.ExitCode == 0);
    }

    public static bool AreWritten(ClusterFolder folder, string text) =>
        File.Exists(folder.Settings) && File.ReadAllText(folder.Settings).Equals(text, StringComparison.Ordinal);

    /// <summary>A kill leaves the old file or the new one.</summary>
    public static async Task WriteAsync(ClusterFolder folder, string text, CancellationToken cancel)
    {
        if (AreWritten(folder, text))
            return;
        var fresh = folder.Settings + ".new";
        await File.WriteAllTextAsync(fresh, text, cancel);
        File.Move(fresh, folder.Settings, overwrite: true);
    }

    /// <summary>Text of <c>composeserver.conf</c>. An operator's lines below its include, and <c>alter system</c>, win over it.</summary>
    /// <param name="options">Bounds.</param>
    /// <param name="memoryBytes">Memory that this process may count on.</param>
    /// <param name="lz4">Whether this Postgres can compress by LZ4.</param>
    public static string Text(PrivateClusterOptions options, long memoryBytes, bool lz4)
    {
        var text = new StringBuilder();
        text.AppendLine(
            "# Written by ComposeServer at each start. Put your own lines below the include in postgresql.conf."
        );
        foreach (var (name, value) in Chosen(options, memoryBytes, lz4))
            text.Append(name).Append(" = '").Append(value).AppendLine("'");
        return text.ToString();
    }

    static IEnumerable<(string Name, string Value)> Chosen(PrivateClusterOptions options, long memoryBytes, bool lz4)
    {
        yield return ("cluster_name", ClusterConnection.Role);
        yield return ("max_connections", options.ConnectionsMax.ToString(CultureInfo.InvariantCulture));
        yield return (
            "shared_buffers",
            Size(options.SharedBuffersBytes ?? Part(memoryBytes, 8, 32 * Megabyte, 4 * Gigabyte))
        );
        yield return ("effective_cache_size", Size(Part(memoryBytes, 2, 64 * Megabyte, 1024 * Gigabyte)));
        yield return ("maintenance_work_mem", Size(Part(memoryBytes, 32, 32 * Megabyte, Gigabyte)));
        yield return ("max_wal_size", "4GB");
        yield return ("wal_compression", lz4 ? "lz4" : "on");
        yield return ("fsync", options.Durable ? "on" : "off");
        yield return ("full_page_writes", options.Durable ? "on" : "off");
        yield return ("synchronous_commit", "on");
        // Pages come from an SSD or from memory, and our statements are short: compiling them costs more than running them.
        yield return ("random_page_cost", "1.1");
        yield return ("jit", "off");
        yield return ("timezone", "UTC");
        yield return ("log_timezone", "UTC");
        // Statements and details hold what users wrote, which has no place in a log.
        yield return ("log_min_error_statement", "panic");
        yield return ("log_error_verbosity", "terse");
        yield return ("log_checkpoints", "off");
        // A session whose server was killed must not work on for nobody. Elsewhere the setting is refused.
        if (OperatingSystem.IsLinux())
            yield return ("client_connection_check_interval", "2s");
    }

    static long Part(long whole, int parts, long least, long most) => Math.Clamp(whole / parts, least, most);

    static string Size(long bytes) => (bytes / 1024).ToString(CultureInfo.InvariantCulture) + "kB";
}
