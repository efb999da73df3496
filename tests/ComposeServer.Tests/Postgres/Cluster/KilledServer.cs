using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Cluster;

/// <summary>A server in a process of its own, which owns a cluster and commits rows until it is killed.</summary>
public sealed class KilledServer : IDisposable
{
    const string FolderVariable = "COMPOSESERVER_TEST_CLUSTER_FOLDER";
    const string Acknowledged = "committed ";

    readonly Process process;

    KilledServer(Process process) => this.process = process;

    public int ProcessId => process.Id;

    /// <summary>Runs <see cref="KilledServerRole"/> of this test program in a new process.</summary>
    public static KilledServer Start(string folder)
    {
        var role = $"{typeof(KilledServerRole).FullName}.{nameof(KilledServerRole.Commits_rows_until_it_is_killed)}";
        var start = new ProcessStartInfo(
            "dotnet",
            [Assembly.GetExecutingAssembly().Location, "-method", role, "-explicit", "on", "-noLogo", "-noColor"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[FolderVariable] = folder;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until the server has told of this many commits.</summary>
    public async Task<long> CommittedAsync(long atLeast)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(Acknowledged, StringComparison.Ordinal))
            {
                var row = long.Parse(line.AsSpan(Acknowledged.Length), CultureInfo.InvariantCulture);
                if (row >= atLeast)
                    return row;
            }

        throw new InvalidOperationException("the server ended by itself");
    }

    /// <summary>What the server had told of when it was killed, read to the last line.</summary>
    public async Task<long> KillAsync(long known)
    {
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(Acknowledged, StringComparison.Ordinal))
                known = long.Parse(line.AsSpan(Acknowledged.Length), CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        return known;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    internal static async Task CommitRowsAsync()
    {
        var options = ClusterScene.Small(Environment.GetEnvironmentVariable(FolderVariable)!) with
        {
            CrashWindow = TimeSpan.Zero,
        };
        var cluster = await PrivateCluster.StartAsync(
            options,
            NullLogger.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        await RunAsync(database, "create table if not exists kept (id bigint primary key)");
        var last = (long)(await RunAsync(database, "select coalesce(max(id), 0) from kept"))!;
        for (var id = last + 1; ; id++)
        {
            while (!await TryAddAsync(database, id))
                await Task.Delay(10);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Acknowledged}{id}"));
        }
    }

    /// <summary>False when Postgres was killed: whether the row is there is unknown, so it is added again.</summary>
    static async Task<bool> TryAddAsync(NpgsqlDataSource database, long id)
    {
        try
        {
            await RunAsync(database, "insert into kept values ($1) on conflict do nothing", id);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    static async Task<object?> RunAsync(NpgsqlDataSource database, string sql, params long[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        return await command.ExecuteScalarAsync();
    }
}

/// <summary>The part that <see cref="KilledServer"/> plays in its own process; never run with the other tests.</summary>
public class KilledServerRole
{
    [Fact(Explicit = true)]
    public Task Commits_rows_until_it_is_killed() => KilledServer.CommitRowsAsync();
}
