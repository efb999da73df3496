using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using ComposeServer.Identity.Sessions;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Testing.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Integration.Crash;

/// <summary>Two servers over one durable Postgres that is not theirs, and that they reach through a proxy.</summary>
sealed class GivenDatabase : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string? _bug;
    readonly PrivateCluster _cluster;
    readonly CuttingProxy _proxy;
    readonly Leftovers[] _leftovers = [new(), new()];
    readonly ServerProcess?[] _servers = new ServerProcess?[2];
    readonly Scene _scene = new();
    readonly ConcurrentDictionary<Uri, NodeClient> _nodes = [];
    readonly string _folder;
    int _round;

    GivenDatabase(string? bug, PrivateCluster cluster, string folder)
    {
        _bug = bug;
        _cluster = cluster;
        _folder = folder;
        _proxy = new(() =>
            new UnixDomainSocketEndPoint(
                Path.Combine(
                    cluster.SocketFolderPath,
                    string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{ClusterConnection.Port}")
                )
            )
        );
    }

    /// <summary>Lent to the servers.</summary>
    public DidSession Session => _scene.Session;

    /// <summary>A server, which may be gone.</summary>
    public NodeClient At(int number) => _nodes.GetOrAdd(_servers[number]!.Address, address => _scene.At(address));

    /// <summary>Starts Postgres and both servers.</summary>
    /// <param name="bug">A planted bug of both servers; null for the real program.</param>
    public static async Task<GivenDatabase> StartAsync(string? bug = null)
    {
        var folder = Path.Combine(
            Testing.Postgres.TemporaryFolder.Parent,
            "composeserver-given-" + Path.GetRandomFileName()
        );
        Testing.Postgres.Watchdog.CleanUpAfterThisProcess(folder);
        var cluster = await PrivateCluster.StartAsync(
            new()
            {
                Folder = folder,
                ConnectionsMax = 40,
                CrashWindow = TimeSpan.Zero,
            },
            NullLogger.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var given = new GivenDatabase(bug, cluster, folder);
        await given.StartServersAsync();
        await given._scene.DeployAsync(given.At(0));
        await given.SchemaFollowsAsync();
        return given;
    }

    /// <summary>Writes at both servers, strikes, waits until whoever lives takes writes again, and checks.</summary>
    public async Task<Round> RunAsync(DatabaseFault fault, Random chance)
    {
        _round++;
        await StartServersAsync();
        NodeClient[] nodes = [At(0), At(1)];
        var loads = Array.ConvertAll(
            nodes,
            node => new WriteLoad(node, _scene.Model, _scene.Key, _scene.Session, _scene.Ledger)
        );
        using var calm = new CancellationTokenSource();
        var writers = loads.Select((load, i) => load.RunAsync((_round * 2) + i, chance.Next(), calm.Token)).ToList();
        await Task.Delay(chance.Next(50, 400), CancellationToken.None);

        var inFlight = loads.Sum(load => load.InFlight);
        await fault.StrikeAsync(this, chance);
        for (var i = 0; i < loads.Length; i++)
            await GoesOnAsync(_servers[i]!, loads[i], writers[i]);
        await calm.CancelAsync();
        await Task.WhenAll(writers);

        var alive = Array.FindIndex(_servers, server => !server!.HasEnded);
        var faults = await CrashCheck.FaultsAsync(nodes[alive], ConnectionString, loads[alive], _scene.Ledger);
        return new(fault.Name, inFlight, loads.Sum(load => load.Acknowledged), [.. faults, .. Refusals(loads)]);
    }

    /// <summary>Breaks the connection of the next COMMIT.</summary>
    public Task CutAsync(CommitCut cut) => _proxy.CutAsync(cut).WaitAsync(Patience);

    /// <summary>Ends Postgres; it is started again by itself.</summary>
    public async Task EndPostgresAsync(PostmasterSignal signal)
    {
        var before = _cluster.Restarts;
        Posix.Send(_cluster.ProcessId, signal);
        using var late = new CancellationTokenSource(Patience);
        while (_cluster.Restarts == before)
            await Task.Delay(20, late.Token);
    }

    /// <summary><c>kill -9</c> of a server; the next round starts it again.</summary>
    public Task KillServerAsync(int number)
    {
        _servers[number]!.Kill();
        return _servers[number]!.EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
            node.Dispose();
        foreach (var server in _servers)
            server?.Dispose();
        foreach (var leftovers in _leftovers)
            leftovers.Dispose();
        await _proxy.DisposeAsync();
        await _cluster.DisposeAsync();
        _scene.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>As the servers see it.</summary>
    string ThroughProxy =>
        new NpgsqlConnectionStringBuilder(_cluster.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = _proxy.Port,
        }.ConnectionString;

    /// <summary>Past the proxy.</summary>
    string ConnectionString => _cluster.ConnectionString;

    /// <summary>Starts the servers that do not run.</summary>
    public async Task StartServersAsync()
    {
        for (var i = 0; i < _servers.Length; i++)
        {
            if (_servers[i] is { HasEnded: false })
                continue;
            _servers[i]?.Dispose();
            var none = new Dictionary<string, string?>(StringComparer.Ordinal);
            _servers[i] = _bug is null
                ? await ServerProcess.StartAsync(
                    _leftovers[i].DataFolder,
                    _scene.AdminDid,
                    _leftovers[i],
                    none,
                    ThroughProxy,
                    null
                )
                : await ServerProcess.StartPlantedAsync(
                    _bug,
                    _leftovers[i].DataFolder,
                    _scene.AdminDid,
                    _leftovers[i],
                    none,
                    ThroughProxy
                );
        }
    }

    /// <summary>What was refused, with what the servers said meanwhile.</summary>
    IEnumerable<string> Refusals(IReadOnlyList<WriteLoad> loads)
    {
        List<string> refusals = [.. loads.SelectMany(load => load.Refusals)];
        return refusals.Count == 0
            ? refusals
            : [.. refusals, string.Join('\n', _servers.SelectMany(server => server!.Said.TakeLast(60)))];
    }

    /// <summary>The other server looks every so often what is deployed.</summary>
    async Task SchemaFollowsAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        while (!(await At(1).Http.GetStringAsync("/graphql?sdl", late.Token)).Contains("postChanged"))
            await Task.Delay(50, late.Token);
    }

    /// <summary>A server that lives must take writes again by itself.</summary>
    static async Task GoesOnAsync(ServerProcess server, WriteLoad load, Task writers)
    {
        var before = load.Acknowledged;
        using var late = new CancellationTokenSource(Patience);
        while (!server.HasEnded && load.Acknowledged == before && !writers.IsCompleted)
            await Task.Delay(20, late.Token);
    }
}
