using System.Globalization;
using ComposeServer.Faults;

namespace ComposeServer.Integration.Crash;

/// <summary>Data of a server with a Postgres of its own, over the lives of many servers.</summary>
/// <param name="bug">A planted bug that all of them have; null for the real program.</param>
sealed class OwnCluster(string? bug = null) : IDisposable
{
    /// <summary>A start after a kill of both, with recovery of the log of Postgres, on a busy machine: the goal is far below.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Leftovers _leftovers = new();
    readonly Scene _scene = new();
    readonly string _marks = Directory.CreateTempSubdirectory("composeserver-marks-").FullName;
    int _round;

    /// <summary>Starts a server, checks what the round before left, writes, and strikes.</summary>
    public async Task<Round> RunAsync(ServerFault fault, Random chance)
    {
        _round++;
        var (arm, mark) = (Path.Combine(_marks, $"arm{_round}"), Path.Combine(_marks, $"mark{_round}"));
        using var server = await StartAsync(fault, chance, arm, mark);
        using var node = _scene.At(server.Address);
        if (_round == 1)
            await _scene.DeployAsync(node);
        var load = new WriteLoad(node, _scene.Model, _scene.Key, _scene.Session, _scene.Ledger);
        var faults = await CrashCheck.FaultsAsync(node, server.ConnectionString, load, _scene.Ledger);

        using var calm = new CancellationTokenSource();
        var writers = load.RunAsync(_round, chance.Next(), calm.Token);
        int inFlight;
        if (fault.StrikeAsync is null)
        {
            await File.WriteAllTextAsync(arm, "");
            await server.EndedAsync().WaitAsync(Patience);
            await writers;
            inFlight = File.Exists(mark) ? load.Lost : 0;
        }
        else
        {
            await Task.Delay(chance.Next(50, 500), CancellationToken.None);
            inFlight = load.InFlight;
            await fault.StrikeAsync(server, chance);
            await EndAsync(server, load, calm, writers);
        }

        return new(fault.Name, inFlight, load.Acknowledged, [.. faults, .. load.Refusals]);
    }

    /// <summary>What the last round left.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        using var server = await StartAsync(null, Random.Shared, "", "");
        using var node = _scene.At(server.Address);
        var load = new WriteLoad(node, _scene.Model, _scene.Key, _scene.Session, _scene.Ledger);
        var faults = await CrashCheck.FaultsAsync(node, server.ConnectionString, load, _scene.Ledger);
        Assert.Equal(0, bug is null ? await server.StopAsync() : 0);
        return faults;
    }

    public void Dispose()
    {
        _leftovers.Dispose();
        _scene.Dispose();
        Directory.Delete(_marks, recursive: true);
    }

    /// <summary>A server that lives must take writes again by itself.</summary>
    async Task EndAsync(ServerProcess server, WriteLoad load, CancellationTokenSource calm, Task writers)
    {
        if (!server.HasEnded)
        {
            var before = load.Acknowledged;
            using var late = new CancellationTokenSource(Patience);
            while (load.Acknowledged == before && !writers.IsCompleted)
                await Task.Delay(20, late.Token);
            await calm.CancelAsync();
            await writers;
            if (bug is null)
                Assert.Equal(0, await server.StopAsync());
        }

        await writers;
    }

    Task<ServerProcess> StartAsync(ServerFault? fault, Random chance, string arm, string mark)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (fault?.Point is { } point)
        {
            environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "ComposeServer.Faults.dll");
            environment[FaultTrigger.Point] = point;
            environment[FaultTrigger.After] = chance.Next(40).ToString(CultureInfo.InvariantCulture);
            environment[FaultTrigger.ArmedBy] = arm;
            environment[FaultTrigger.Mark] = mark;
        }

        return bug is null
            ? ServerProcess.StartAsync(_leftovers.DataFolder, _scene.AdminDid, _leftovers, environment, null, null)
            : ServerProcess.StartPlantedAsync(
                bug,
                _leftovers.DataFolder,
                _scene.AdminDid,
                _leftovers,
                environment,
                null
            );
    }
}
