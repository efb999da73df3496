using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>The bare endpoint. It takes the bodies of this server; as a cursor it takes the StreamID of a document.</summary>
sealed class BareSide : ISide
{
    readonly ChildServer _server;
    readonly NpgsqlDataSource _database;

    BareSide(ChildServer server, NpgsqlDataSource database) =>
        (_server, _database, Processes) = (server, database, [server.ProcessId]);

    public string Name => SideNames.Bare;

    public Likeness Likeness => Likeness.Bytes;

    public IReadOnlyList<int> Processes { get; }

    /// <summary>Starts it; it takes the documents from the tables of the server.</summary>
    public static async Task<BareSide> StartAsync(
        string connectionString,
        NpgsqlDataSource database,
        BoardModels models,
        CancellationToken cancel
    ) =>
        new(
            await ChildServer.StartAsync(
                BareCommand.Arguments(connectionString, new($"{models.Author}", $"{models.Post}", $"{models.Comment}")),
                cancel
            ),
            database
        );

    public async ValueTask<SideRequests?> RequestsAsync(Operation operation, CancellationToken cancel) =>
        operation switch
        {
            Operation.Read read => SideRequests.Of(
                PostTarget.Of(_server.Address, read.Question.Bare.Path),
                read.Question.Text,
                read,
                read.Skipped == 0 ? null : await IdAtAsync(read, cancel)
            ),
            Operation.Create create => SideRequests.Of(PostTarget.Of(_server.Address, BareCommand.CreatePath), create),
            _ => null,
        };

    public async ValueTask<long?> CountPostsAsync(CancellationToken cancel)
    {
        await using var command = _database.CreateCommand("select count(*) from bare.post");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    async Task<string> IdAtAsync(Operation.Read read, CancellationToken cancel)
    {
        await using var command = _database.CreateCommand(
            """
            select id from bare.post where topic = $1
            order by published_at desc, created_at desc, doc desc offset $2 - 1 limit 1
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = (string)read.Variables[0]["topic"]! });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = read.Skipped });
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
