using System.Globalization;

namespace ComposeServer.Postgres.Cluster;

/// <summary>What a running (or killed) Postgres wrote about itself into its data directory.</summary>
/// <remarks>Lines: process, data directory, start time, port, socket folder, listen address, shared memory, status.</remarks>
/// <param name="ProcessId">May meanwhile belong to another program.</param>
/// <param name="SocketFolder">Null in the moment before Postgres has opened its socket.</param>
readonly record struct PostmasterPidFile(int ProcessId, string? SocketFolder)
{
    /// <summary>Null when there is no such file, or nothing readable in it yet.</summary>
    public static PostmasterPidFile? Read(ClusterFolder folder)
    {
        if (!File.Exists(folder.PidFile))
            return null;
        var lines = File.ReadAllLines(folder.PidFile);
        // A stand-alone backend (a repair by hand) writes its number with a minus.
        return
            lines.Length > 0
            && int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pid)
            ? new(Math.Abs(pid), lines.Length > 4 && lines[4].Length > 0 ? lines[4] : null)
            : null;
    }
}
