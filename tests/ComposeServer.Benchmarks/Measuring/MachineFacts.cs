using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Npgsql;

namespace ComposeServer.Benchmarks.Measuring;

/// <summary>What the figures hold for.</summary>
/// <param name="Commit">Of the source this was built from, as far as the build knew it.</param>
/// <param name="Durability">What a commit means to this Postgres.</param>
/// <param name="Disk">Kind of file system that the database lies on; on tmpfs a commit costs nothing.</param>
/// <param name="LoadBefore">Load average of the last minute when the run began.</param>
sealed record MachineFacts(
    int Cores,
    string Processor,
    long MemoryBytes,
    string System,
    string Runtime,
    string Postgres,
    string Commit,
    string Durability,
    string Disk,
    double LoadBefore
)
{
    public static async Task<MachineFacts> ReadAsync(
        NpgsqlDataSource database,
        string folder,
        double loadBefore,
        CancellationToken cancel
    )
    {
        await using var command = database.CreateCommand(
            """
            select current_setting('server_version'),
                'fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')
            """
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(
            Environment.ProcessorCount,
            ProcessorName(),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            reader.GetString(0),
            CommitOfBuild(),
            reader.GetString(1),
            new DriveInfo(folder).DriveFormat,
            loadBefore
        );
    }

    /// <summary>Load average of the last minute.</summary>
    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1]
            .Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    static string CommitOfBuild()
    {
        var version = typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return version?.InformationalVersion.Split('+', 2) is [_, var commit]
            ? commit[..Math.Min(12, commit.Length)]
            : "unknown";
    }
}
