using ComposeServer.Postgres.Cluster;
using ComposeServer.Testing.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Cluster;

/// <summary>A temporary folder, clusters started on it, and what they logged. Leaves no process behind.</summary>
public sealed class ClusterScene : ILogger, IAsyncDisposable
{
    readonly TemporaryFolder temporary = new();
    readonly List<PrivateCluster> started = [];
    readonly List<(LogLevel Level, string Text)> lines = [];
    readonly Lock gate = new();

    public ClusterScene() => Options = Small(Path.Combine(temporary.FullName, "data")) with { Durable = false };

    /// <summary>With little memory, which makes starts and stops quick.</summary>
    public static PrivateClusterOptions Small(string folder) =>
        new() { Folder = folder, SharedBuffersBytes = 16 << 20 };

    public PrivateClusterOptions Options { get; set; }

    public string Parent => temporary.FullName;

    public string Data => Path.Combine(Options.Folder, "pg");

    public async Task<PrivateCluster> StartAsync(CancellationToken cancel = default)
    {
        var cluster = await PrivateCluster.StartAsync(Options, this, TimeProvider.System, cancel);
        started.Add(cluster);
        return cluster;
    }

    public async Task<PrivateClusterException> RefusedStartAsync() =>
        await Assert.ThrowsAsync<PrivateClusterException>(() => StartAsync());

    public bool Logged(LogLevel level, string part)
    {
        lock (gate)
            return lines.Exists(line => line.Level == level && line.Text.Contains(part, StringComparison.Ordinal));
    }

    public static Task<object?> AskAsync(PrivateCluster cluster, string sql) => AskAsync(cluster.ConnectionString, sql);

    public static Task<object?> AskAsAdminAsync(PrivateCluster cluster, string sql) =>
        AskAsync(cluster.AdminConnectionString, sql);

    static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits for something that is about to happen; the test's own time limit bounds it.</summary>
    public static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
            await Task.Delay(10);
    }

    /// <summary>Kills a process as the system's out-of-memory killer would.</summary>
    public static void Kill(int processId) => Posix.Send(processId, PostmasterSignal.Kill);

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in started)
            await cluster.DisposeAsync();
        var folder = new ClusterFolder(Options.Folder);
        if (Directory.Exists(Data))
            foreach (var processId in PostgresProcesses.LeftIn(folder).ToArray())
                Kill(processId);
        temporary.Dispose();
    }

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (gate)
            lines.Add((logLevel, formatter(state, exception)));
    }

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
