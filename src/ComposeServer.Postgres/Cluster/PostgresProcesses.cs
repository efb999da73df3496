using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Tells whether processes of this machine belong to a given data directory.</summary>
/// <remarks>All processes of a Postgres work in its data directory; Linux shows where a process works.</remarks>
static class PostgresProcesses
{
    /// <summary>Whether the process is the Postgres of this data directory, and not another program that got its number later.</summary>
    public static bool Serves(int processId, ClusterFolder folder)
    {
        if (!Posix.Exists(processId))
            return false;
        if (OperatingSystem.IsLinux())
            return WorksIn(processId, Posix.RealPath(folder.Data));
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Backends that outlived their killed parent and keep the shared memory from the next one. Linux only, else none.</summary>
    public static IEnumerable<int> LeftIn(ClusterFolder folder)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var data = Posix.RealPath(folder.Data);
        return Directory
            .EnumerateDirectories("/proc")
            .Select(entry =>
                int.TryParse(
                    Path.GetFileName(entry.AsSpan()),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var pid
                )
                    ? pid
                    : 0
            )
            .Where(pid => pid > 0 && WorksIn(pid, data) && IsPostgres(pid));
    }

    static bool WorksIn(int processId, string? folder)
    {
        try
        {
            return folder is not null
                && string.Equals(new FileInfo($"/proc/{processId}/cwd").LinkTarget, folder, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static bool IsPostgres(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/comm").StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
