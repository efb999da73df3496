using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides.Former;

/// <summary>
/// The node that went before, with its GraphQL server in front of it and its index in a database of its own on the same Postgres. It is asked
/// the same questions in the same words and stores the same events.
/// </summary>
sealed class FormerNodeSide : ISide
{
    /// <summary>A nested question takes it some four hundred requests to itself, so it is asked fewer different ones.</summary>
    const int NestedVariants = 8;

    /// <summary>More at a time, and the last of them would be answered after minutes.</summary>
    const int NestedConnections = 8;

    readonly FormerNodeProcesses _processes;
    readonly NpgsqlDataSource _database;
    readonly BoardModels _models;
    readonly PostTarget _graphQL;
    readonly PostTarget _streams;

    FormerNodeSide(FormerNodeProcesses processes, NpgsqlDataSource database, BoardModels models)
    {
        (_processes, _database, _models) = (processes, database, models);
        _graphQL = PostTarget.Of(processes.GraphQL.Address, "/graphql");
        _streams = PostTarget.Of(processes.Daemon.Address, "/api/v0/streams");
        Processes = [processes.Daemon.ProcessId, processes.GraphQL.ProcessId];
        StandIns = [processes.Store.ProcessId];
    }

    public string Name => SideNames.FormerNode;

    public Likeness Likeness => Likeness.ValuesInAnyOrder;

    public IReadOnlyList<int> Processes { get; }

    public IReadOnlyList<int> StandIns { get; }

    /// <summary>Installs and starts it, and stores the documents in it.</summary>
    public static async Task<FormerNodeSide> StartAsync(SideStart start, CancellationToken cancel)
    {
        var place = await FormerNodeDatabase.MakeAsync(start.Cluster, cancel);
        var processes = await FormerNodeProcesses.StartAsync(start, place, cancel);
        var side = new FormerNodeSide(processes, NpgsqlDataSource.Create(place.ConnectionString), start.Models);
        try
        {
            await new Seeding(processes.Daemon.Address, connections: 16, start.Clock).RunAsync(start.Corpus, cancel);
            await FormerNodeDatabase.AnalyzeAsync(side._database, cancel);
            return side;
        }
        catch
        {
            await side.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<SideRequests?> RequestsAsync(Operation operation, CancellationToken cancel) =>
        operation switch
        {
            Operation.Read read when read.Question == BoardQuestions.Nested => Of(read.First(NestedVariants), null) with
            {
                ConnectionsMost = NestedConnections,
            },
            Operation.Read read => Of(
                read,
                await CursorWalk.RunAsync(_graphQL, BoardQuestions.SkewedWalk.Text, read, cancel)
            ),
            Operation.Create create => SideRequests.Of(_streams, create),
            _ => null,
        };

    public async ValueTask<long?> CountPostsAsync(CancellationToken cancel)
    {
        // A model's index is a table with the name of the model.
        await using var command = _database.CreateCommand($"""select count(*) from "{_models.Post}" """);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        await _database.DisposeAsync();
    }

    SideRequests Of(Operation.Read read, string? after) => SideRequests.Of(_graphQL, read.Question.Text, read, after);
}
