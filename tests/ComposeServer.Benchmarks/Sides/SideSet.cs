using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Sides.Former;
using ComposeServer.Benchmarks.Sides.Postgraphile;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>The sides of a run, this server first. Each is started with the same documents; they end together.</summary>
sealed class SideSet : IAsyncDisposable
{
    readonly List<ISide> _sides = [];
    readonly NpgsqlDataSource _database;

    SideSet(string connectionString) => _database = NpgsqlDataSource.Create(connectionString);

    public IReadOnlyList<ISide> All => _sides;

    /// <summary>Starts those that are wanted, and stores the documents.</summary>
    /// <param name="start">What all of them need.</param>
    /// <param name="say">Hears what has been done.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SideSet> StartAsync(SideStart start, Action<string> say, CancellationToken cancel)
    {
        var set = new SideSet(start.Cluster.ConnectionString);
        try
        {
            await set.AddServerAsync(start, say, cancel);
            set._sides.Add(
                await BareSide.StartAsync(start.Cluster.ConnectionString, set._database, start.Models, cancel)
            );
            say("bare endpoint started");
            if (start.Options.IsWith(SideNames.Postgraphile))
                await set.AddPostgraphileAsync(start, say, cancel);
            if (start.Options.IsWith(SideNames.FormerNode))
                await set.AddFormerNodeAsync(start, say, cancel);
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var side in Enumerable.Reverse(_sides))
            await side.DisposeAsync();
        await _database.DisposeAsync();
    }

    async Task AddServerAsync(SideStart start, Action<string> say, CancellationToken cancel)
    {
        var server = await ChildServer.StartAsync(
            ServeCommand.Arguments(start.Cluster.ConnectionString, start.Admin.Did.Text),
            cancel
        );
        _sides.Add(new ServerSide(server, _database, start.Models));
        using (var deployment = new Deployment(server.Address, start.Admin))
            await deployment.RunAsync(start.Models, cancel);
        say("server started, models deployed");
        // Many connections, so that groups are large.
        await new Seeding(server.Address, connections: 64, start.Clock).RunAsync(start.Corpus, cancel);
        say($"stored {start.Corpus.Size.Stored} documents");
    }

    async Task AddPostgraphileAsync(SideStart start, Action<string> say, CancellationToken cancel)
    {
        _sides.Add(await PostgraphileSide.StartAsync(start.Cluster.ConnectionString, _database, cancel));
        say("PostGraphile started, its tables filled");
    }

    async Task AddFormerNodeAsync(SideStart start, Action<string> say, CancellationToken cancel)
    {
        _sides.Add(await FormerNodeSide.StartAsync(start, cancel));
        say("former node started, the documents stored in it");
    }
}
