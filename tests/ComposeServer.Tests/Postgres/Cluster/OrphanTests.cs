using System.Globalization;
using System.Runtime.Versioning;
using ComposeServer.Postgres.Cluster;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Postgres.Cluster;

[UnsupportedOSPlatform("windows")]
public class OrphanTests
{
    const long Rows = 50;

    [Fact(Timeout = 60_000)]
    public async Task The_postgres_of_a_killed_server_is_taken_over_as_it_runs()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Durable = true };
        using var server = KilledServer.Start(scene.Options.Folder);
        var committed = await server.CommittedAsync(Rows);
        var orphan = await PostmasterAsync(scene);

        committed = await server.KillAsync(committed);
        var cluster = await scene.StartAsync();

        Assert.Equal((ClusterOrigin.Adopted, orphan), (cluster.Origin, cluster.ProcessId));
        await HoldsAsync(cluster, committed);
        Assert.True(
            scene.Logged(
                LogLevel.Warning,
                $"Took over the private Postgres that a killed server left running, process {orphan}"
            )
        );
        Assert.Equal(
            0L,
            await ClusterScene.AskAsync(
                cluster,
                "select count(*) from pg_stat_activity where application_name = 'composeserver' and pid <> pg_backend_pid()"
            )
        );
        await cluster.DisposeAsync();
        Assert.False(PostgresProcesses.Serves(orphan, new(scene.Options.Folder)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postgres_that_was_taken_over_and_is_killed_is_started_again()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Durable = true };
        using var server = KilledServer.Start(scene.Options.Folder);
        var committed = await server.KillAsync(await server.CommittedAsync(Rows));
        var cluster = await scene.StartAsync();

        ClusterScene.Kill(cluster.ProcessId);
        await ClusterScene.UntilAsync(() => cluster.Restarts == 1);

        await HoldsAsync(cluster, committed);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_postgres_of_a_killed_server_is_started_anew_when_other_settings_are_wanted()
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Durable = true, ConnectionsMax = 17 };
        using var server = KilledServer.Start(scene.Options.Folder);
        var committed = await server.KillAsync(await server.CommittedAsync(Rows));
        var orphan = await PostmasterAsync(scene);

        var cluster = await scene.StartAsync();

        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
        Assert.NotEqual(orphan, cluster.ProcessId);
        Assert.Equal("17", await ClusterScene.AskAsync(cluster, "select current_setting('max_connections')"));
        await HoldsAsync(cluster, committed);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_kill_of_server_and_postgres_all_that_was_acknowledged_is_there(bool serverFirst)
    {
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Durable = true };
        using var server = KilledServer.Start(scene.Options.Folder);
        var committed = await server.CommittedAsync(Rows);
        var postmaster = await PostmasterAsync(scene);

        if (!serverFirst)
            ClusterScene.Kill(postmaster);
        committed = await server.KillAsync(committed);
        ClusterScene.Kill(postmaster);
        var cluster = await scene.StartAsync();

        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
        await HoldsAsync(cluster, committed);
    }

    /// <summary>The number of rounds can be raised by COMPOSESERVER_TEST_KILLS; a failure tells the seed, COMPOSESERVER_TEST_SEED repeats it.</summary>
    [Fact]
    public async Task Whatever_is_killed_and_when_no_acknowledged_row_is_lost()
    {
        var rounds = Number("COMPOSESERVER_TEST_KILLS") ?? 6;
        var seed = Number("COMPOSESERVER_TEST_SEED") ?? Environment.TickCount;
        var chance = new Random(seed);
        await using var scene = new ClusterScene();
        scene.Options = scene.Options with { Durable = true };
        var committed = 0L;
        for (var round = 1; round <= rounds; round++)
        {
            var step = $"seed {seed}, round {round} of {rounds}";
            using var server = KilledServer.Start(scene.Options.Folder);
            committed = await server.CommittedAsync(committed + chance.Next(1, 200));
            for (var kills = chance.Next(3); kills > 0; kills--)
            {
                ClusterScene.Kill(await PostmasterAsync(scene));
                committed = await server.CommittedAsync(committed + chance.Next(1, 50));
            }

            var postmaster = await PostmasterAsync(scene);
            var both = chance.Next(2) == 0;
            if (both && chance.Next(2) == 0)
                ClusterScene.Kill(postmaster);
            committed = await server.KillAsync(committed);
            if (both)
                ClusterScene.Kill(postmaster);

            if (round % 3 != 0)
                continue;
            var cluster = await scene.StartAsync();
            Assert.True(await HoldsAllAsync(cluster, committed), step);
            await cluster.DisposeAsync();
        }
    }

    static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [Fact(Timeout = 60_000)]
    public async Task A_folder_in_use_by_a_server_in_another_process_is_refused_with_its_number()
    {
        await using var scene = new ClusterScene();
        using var server = KilledServer.Start(scene.Options.Folder);
        await server.CommittedAsync(1);

        var refused = await scene.RefusedStartAsync();

        Assert.Equal(("FOLDER_IN_USE", server.ProcessId), (refused.Code, refused.ProcessId));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_postgres_started_by_hand_on_our_data_is_left_alone_and_named()
    {
        await using var scene = new ClusterScene();
        var first = await scene.StartAsync();
        var other = Path.Combine(scene.Parent, "other");
        await ClusterFolder.MakePrivateAsync(other, await ServiceAccount.ChooseAsync(null, default), default);
        await first.DisposeAsync();
        var binaries = await PostgresBinaries.FindAsync(scene.Options, null, default);
        var account = await ServiceAccount.ChooseAsync(null, default);
        var start = ChildProcess.StartInfo(
            binaries.Postgres,
            ["-D", scene.Data, "-c", "listen_addresses=", "-c", $"unix_socket_directories={other}"],
            account
        );
        using var byHand = Postmaster.Start(start, other, scene);
        await byHand.Output!.Ready;

        var refused = await scene.RefusedStartAsync();

        Assert.Equal(("FOLDER_IN_USE", byHand.ProcessId), (refused.Code, refused.ProcessId));
        Assert.False(byHand.Exited.IsCompleted);
        await byHand.StopAsync(TimeSpan.FromSeconds(20), TimeProvider.System, scene);
    }

    /// <summary>The main process that serves the folder, or the next one when there is none just now.</summary>
    static async Task<int> PostmasterAsync(ClusterScene scene)
    {
        var folder = new ClusterFolder(scene.Options.Folder);
        var found = 0;
        await ClusterScene.UntilAsync(() =>
            PostmasterPidFile.Read(folder) is { } written && PostgresProcesses.Serves(found = written.ProcessId, folder)
        );
        return found;
    }

    /// <summary>Every acknowledged row is there; one more may be, whose acknowledgement the kill cut off.</summary>
    static async Task HoldsAsync(PrivateCluster cluster, long committed) =>
        Assert.True(await HoldsAllAsync(cluster, committed));

    static async Task<bool> HoldsAllAsync(PrivateCluster cluster, long committed)
    {
        var held = await ClusterScene.AskAsync(
            cluster,
            $"select count(*) from kept where id between 1 and {committed}"
        );
        return Equals(held, committed);
    }
}
