using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Cluster;

public class CrashTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_killed_postgres_is_started_again_with_all_that_was_committed()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();
        await ClusterScene.AskAsync(cluster, "create table kept as select 42 as answer");
        var killed = cluster.ProcessId;

        ClusterScene.Kill(killed);
        await ClusterScene.UntilAsync(() => cluster.Restarts == 1);

        Assert.NotEqual(killed, cluster.ProcessId);
        Assert.Equal(42, await ClusterScene.AskAsync(cluster, "select answer from kept"));
        Assert.True(scene.Logged(LogLevel.Error, $"process {killed}, ended by itself (signal 9)"));
        Assert.False(cluster.Ended.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_postgres_is_started_again_though_a_session_of_it_still_works()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();
        await using var session = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false;Command Timeout=0");
        await session.OpenAsync();
        await using var busy = new NpgsqlCommand("select count(*) from generate_series(1, 100000000000)", session);
        var running = busy.ExecuteScalarAsync();
        await ClusterScene.UntilAsync(() => PostgresProcesses.LeftIn(new(scene.Options.Folder)).Any(IsBusy));

        ClusterScene.Kill(cluster.ProcessId);
        await ClusterScene.UntilAsync(() => cluster.Restarts == 1);

        Assert.Equal(1, await ClusterScene.AskAsync(cluster, "select 1"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postgres_that_is_killed_again_within_the_window_is_given_up_and_the_server_told()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();

        ClusterScene.Kill(cluster.ProcessId);
        await ClusterScene.UntilAsync(() => cluster.Restarts == 1);
        ClusterScene.Kill(cluster.ProcessId);
        var told = await Assert.ThrowsAsync<PrivateClusterException>(() => cluster.Ended);

        Assert.Equal("CRASHED", told.Code);
        Assert.True(scene.Logged(LogLevel.Critical, "down for good"));
        await cluster.DisposeAsync();
        Assert.Equal(ClusterOrigin.Started, (await scene.StartAsync()).Origin);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postgres_that_is_killed_again_after_the_window_is_started_again()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { CrashWindow = TimeSpan.Zero };
        var cluster = await scene.StartAsync();

        for (var kills = 1; kills <= 3; kills++)
        {
            ClusterScene.Kill(cluster.ProcessId);
            await ClusterScene.UntilAsync(() => cluster.Restarts == kills);
        }

        Assert.Equal(1, await ClusterScene.AskAsync(cluster, "select 1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_postgres_that_cannot_start_at_first_is_tried_again()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();
        var control = Path.Combine(cluster.DataFolder, "global", "pg_control");

        File.Move(control, control + ".away");
        ClusterScene.Kill(cluster.ProcessId);
        await ClusterScene.UntilAsync(() => scene.Logged(LogLevel.Error, "cannot be started again yet"));
        File.Move(control + ".away", control);
        await ClusterScene.UntilAsync(() => cluster.Restarts == 1);

        Assert.Equal(1, await ClusterScene.AskAsync(cluster, "select 1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task And_is_given_up_after_a_while()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { RestartPatience = TimeSpan.Zero };
        var cluster = await scene.StartAsync();

        File.Delete(Path.Combine(cluster.DataFolder, "global", "pg_control"));
        ClusterScene.Kill(cluster.ProcessId);
        var told = await Assert.ThrowsAsync<PrivateClusterException>(() => cluster.Ended);

        Assert.Equal("START_FAILED", told.Code);
        Assert.True(scene.Logged(LogLevel.Critical, "down for good"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_in_the_middle_of_a_restart_leaves_no_process()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();

        ClusterScene.Kill(cluster.ProcessId);
        await ClusterScene.UntilAsync(() => scene.Logged(LogLevel.Error, "ended by itself"));
        await cluster.DisposeAsync();

        await ClusterScene.UntilAsync(() => !PostgresProcesses.LeftIn(new(scene.Options.Folder)).Any());
        Assert.True(cluster.Ended.IsCompletedSuccessfully);
    }

    /// <summary>Postgres shows in its title what a process does.</summary>
    static bool IsBusy(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Contains("SELECT", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
