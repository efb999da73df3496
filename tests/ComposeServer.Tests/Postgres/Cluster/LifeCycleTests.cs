using System.Diagnostics;
using System.Globalization;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Cluster;

public class LifeCycleTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_was_committed_is_there_after_a_stop_and_a_start()
    {
        await using var scene = new ClusterScene();
        var first = await scene.StartAsync();
        await ClusterScene.AskAsync(first, "create table kept as select 42 as answer");
        var processId = first.ProcessId;
        await first.DisposeAsync();
        Assert.False(Posix.Exists(processId));
        Assert.False(File.Exists(Path.Combine(scene.Data, "postmaster.pid")));

        var second = await scene.StartAsync();

        Assert.Equal(ClusterOrigin.Started, second.Origin);
        Assert.Equal(42, await ClusterScene.AskAsync(second, "select answer from kept"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_ends_open_sessions_and_completes_the_life_of_the_cluster()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();
        await using var session = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await session.OpenAsync();
        await using var begin = new NpgsqlCommand("begin; create table half (id int)", session);
        await begin.ExecuteNonQueryAsync();
        Assert.False(cluster.Ended.IsCompleted);

        await cluster.DisposeAsync();
        await cluster.DisposeAsync();

        Assert.True(cluster.Ended.IsCompletedSuccessfully);
        Assert.True(scene.Logged(LogLevel.Information, "Private Postgres stopped"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_signal_to_all_processes_of_the_servers_terminal_does_not_reach_postgres()
    {
        await using var scene = new ClusterScene();
        var cluster = await scene.StartAsync();

        Assert.Equal(cluster.ProcessId, await SessionOfAsync(cluster.ProcessId));
        Assert.NotEqual(cluster.ProcessId, await SessionOfAsync(Environment.ProcessId));
    }

    static async Task<int> SessionOfAsync(int processId)
    {
        // The name, in brackets, may hold spaces; after it: state, parent, group, session.
        var status = await File.ReadAllTextAsync($"/proc/{processId}/stat");
        var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        return int.Parse(fields[3], CultureInfo.InvariantCulture);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postgres_that_cannot_stop_cleanly_is_stopped_at_once_and_loses_nothing()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { StopTimeout = TimeSpan.FromMilliseconds(200) };
        var cluster = await scene.StartAsync();
        await ClusterScene.AskAsync(cluster, "create table kept as select 42 as answer");
        var checkpointer = (int)
            (
                await ClusterScene.AskAsAdminAsync(
                    cluster,
                    "select pid from pg_stat_activity where backend_type = 'checkpointer'"
                )
            )!;
        using (var stop = Process.Start("kill", ["-STOP", $"{checkpointer}"]))
            await stop.WaitForExitAsync();

        await cluster.DisposeAsync();

        Assert.False(Posix.Exists(cluster.ProcessId));
        Assert.True(scene.Logged(LogLevel.Warning, "did not stop within 0.2 s"));
        Assert.Equal(42, await ClusterScene.AskAsync(await scene.StartAsync(), "select answer from kept"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_server_on_the_same_folder_is_told_which_process_has_it()
    {
        await using var scene = new ClusterScene();
        await scene.StartAsync();

        var refused = await scene.RefusedStartAsync();

        Assert.Equal(("FOLDER_IN_USE", Environment.ProcessId), (refused.Code, refused.ProcessId));
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_that_fails_says_why_in_the_words_of_postgres_and_lets_go_of_the_folder()
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        var settings = Path.Combine(scene.Data, "postgresql.auto.conf");
        await File.WriteAllTextAsync(settings, "work_mem = 'much'");

        var refused = await scene.RefusedStartAsync();
        Assert.Equal("START_FAILED", refused.Code);
        Assert.Contains("invalid value for parameter \"work_mem\"", refused.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(settings, "");
        Assert.Equal(ClusterOrigin.Started, (await scene.StartAsync()).Origin);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_is_bounded_in_time_and_leaves_no_process()
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        scene.Options = scene.Options with { StartTimeout = TimeSpan.FromMilliseconds(1) };

        var refused = await scene.RefusedStartAsync();

        Assert.Equal("START_TIMEOUT", refused.Code);
        Assert.Empty(PostgresProcesses.LeftIn(new(scene.Options.Folder)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Lines_of_the_operator_win_over_ours_save_those_that_keep_the_database_closed()
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        await File.AppendAllTextAsync(
            Path.Combine(scene.Data, "postgresql.conf"),
            "\nmax_wal_size = '1GB'\nlisten_addresses = '*'\nunix_socket_permissions = '0777'\n"
        );

        var cluster = await scene.StartAsync();

        Assert.Equal(
            "1GB,,0700",
            await ClusterScene.AskAsync(
                cluster,
                "select concat_ws(',', current_setting('max_wal_size'), current_setting('listen_addresses'), current_setting('unix_socket_permissions'))"
            )
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Data_of_another_version_is_refused_with_the_package_to_install()
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(scene.Data, "PG_VERSION"), "99\n");

        var refused = await scene.RefusedStartAsync();

        Assert.Equal("POSTGRES_VERSION", refused.Code);
        Assert.Contains("postgresql-99", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pid_file_whose_number_went_to_another_program_does_not_keep_postgres_from_starting()
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        var pidFile = $"{Environment.ProcessId}\n{scene.Data}\n1\n5432\n{scene.Options.Folder}/s\n\n 1 2\nready\n";
        await File.WriteAllTextAsync(Path.Combine(scene.Data, "postmaster.pid"), pidFile);

        var cluster = await scene.StartAsync();

        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
        Assert.True(scene.Logged(LogLevel.Information, $"left by a killed Postgres: process {Environment.ProcessId}"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("not a number\n")]
    [InlineData("-1\n")]
    [InlineData("99999999999999999999\n")]
    public async Task A_pid_file_of_rubbish_is_no_hindrance(string text)
    {
        await using var scene = new ClusterScene();
        await (await scene.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(scene.Data, "postmaster.pid"), text);

        Assert.Equal(ClusterOrigin.Started, (await scene.StartAsync()).Origin);
    }
}
