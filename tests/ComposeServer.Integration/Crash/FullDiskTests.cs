using Npgsql;

namespace ComposeServer.Integration.Crash;

/// <summary>The disk under a server fills up while it is written to.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    const int DiskMegabytes = 800;

    static readonly TimeSpan FullFor = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_acknowledged_is_lost_when_the_disk_is_full_and_writes_go_on_when_there_is_room_again(
        bool needsNewLogFile
    )
    {
        using var disk = new SmallDisk(DiskMegabytes);
        using var leftovers = new Leftovers(disk.Folder);
        using var scene = new Scene();
        using var server = await ServerProcess.StartAsync(leftovers.DataFolder, scene.AdminDid, leftovers);
        using var node = scene.At(server.Address);
        await scene.DeployAsync(node);
        var load = new WriteLoad(node, scene.Model, scene.Key, scene.Session, scene.Ledger);
        using var calm = new CancellationTokenSource();
        var writers = load.RunAsync(1, seed: 1, calm.Token);
        await TakesAsync(load, 50);

        Assert.Contains("\"disk\":\"ok\"", await node.Http.GetStringAsync("/readyz"));
        disk.Fill();
        if (needsNewLogFile)
            await SwitchLogFileAsync(server.ConnectionString);
        await Task.Delay(FullFor, CancellationToken.None);
        var whileFull = load.Acknowledged;
        using var ready = await node.Http.GetAsync("/readyz");
        Assert.Contains("\"disk\":\"low\"", await ready.Content.ReadAsStringAsync());
        disk.Free();
        await TakesAsync(load, whileFull + 50);
        await calm.CancelAsync();
        await writers;
        output.WriteLine($"{whileFull} acknowledged until there was room again");
        Assert.Empty(load.Refusals);
        Assert.Equal(needsNewLogFile, server.Said.Any(line => line.Contains("ended by itself")));
        Assert.Empty(await CrashCheck.FaultsAsync(node, server.ConnectionString, load, scene.Ledger));
        Assert.Equal(0, await server.StopAsync());
    }

    static async Task TakesAsync(WriteLoad load, int count)
    {
        using var late = new CancellationTokenSource(Patience);
        while (load.Acknowledged < count)
            await Task.Delay(20, late.Token);
    }

    /// <summary>Has Postgres begin another file of its log, which needs 16 MB.</summary>
    static async Task SwitchLogFileAsync(string connectionString)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(
                connectionString + ";Username=postgres;Maximum Pool Size=1"
            );
            for (var i = 0; i < 20; i++)
            {
                await using var command = source.CreateCommand("select pg_switch_wal(), txid_current()");
                await command.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException)
        {
            // That is what was to be shown: there is no room for it.
        }
    }
}
