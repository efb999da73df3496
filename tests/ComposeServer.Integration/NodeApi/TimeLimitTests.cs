using System.Net;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using Npgsql;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Calls that the database keeps waiting are ended by the server's time limit, or by the caller's own.</summary>
public sealed class TimeLimitTests : IAsyncLifetime
{
    const string Sdl = """
        type Ping @createModel(accountRelation: LIST, description: "a ping") { n: Int }
        """;

    TestNode? _node;
    StreamId _model;

    TestNode Node => _node ?? throw new InvalidOperationException("not started");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync(configure: options => options with { ApiTimeoutMs = 1_000 });
        _model = (await _node.DeployAsync(Sdl)).FindByAlias("Ping")!.Value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    [Fact]
    public async Task A_write_that_cannot_be_committed_in_time_is_answered_so_and_is_safe_to_send_again()
    {
        using var key = Seeds.Key("late");
        var init = new EventAuthor(key).Create(_model, new { n = 1 });
        ApiReply late;
        await using (await LockAsync("select position from commit_head for update"))
            late = await Node.Api.CreateAsync(StreamType.Document, init);

        var again = await Node.Api.CreateAsync(StreamType.Document, init);

        Assert.Equal((HttpStatusCode.InternalServerError, "TIMEOUT"), (late.Status, late.Code));
        Assert.StartsWith("the request took longer than 1000 ms", late.Error, StringComparison.Ordinal);
        Assert.Equal(1, again.Ok.Number("state.content.n"));
    }

    [Fact]
    public async Task Queries_that_have_no_answer_in_the_callers_time_are_left_out()
    {
        var queries = new[] { new { streamId = "kjzl6kcym7w8y6zcobbzvvt3v4wnab5y5ou0w0spzmihab326c8pe6qqi56m12c" } };
        ApiReply reply;
        await using (await LockAsync("lock table unclaimed in access exclusive mode"))
            reply = await Node.Api.PostAsync("multiqueries", new { queries, timeout = 300 });

        Assert.Empty(reply.Ok.EnumerateObject());
    }

    /// <summary>Somebody else's transaction, which ends when it is disposed of.</summary>
    async Task<IAsyncDisposable> LockAsync(string sql)
    {
        var connection = await Node.Database.DataSource.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
