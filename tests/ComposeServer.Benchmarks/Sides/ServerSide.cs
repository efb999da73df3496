using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>This server.</summary>
sealed class ServerSide(ChildServer server, NpgsqlDataSource database, BoardModels models) : ISide
{
    readonly PostTarget _graphQL = PostTarget.Of(server.Address, "/graphql");
    readonly PostTarget _streams = PostTarget.Of(server.Address, "/api/v0/streams");

    public string Name => SideNames.Server;

    public Likeness Likeness => Likeness.Bytes;

    public IReadOnlyList<int> Processes { get; } = [server.ProcessId];

    public async ValueTask<SideRequests?> RequestsAsync(Operation operation, CancellationToken cancel) =>
        operation switch
        {
            Operation.Read read => SideRequests.Of(
                _graphQL,
                read.Question.Text,
                read,
                await CursorWalk.RunAsync(_graphQL, BoardQuestions.SkewedWalk.Text, read, cancel)
            ),
            Operation.Create create => SideRequests.Of(_streams, create),
            _ => null,
        };

    public async ValueTask<long?> CountPostsAsync(CancellationToken cancel) =>
        await BareTables.CountAsync(database, $"{models.Post}", cancel);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
