using System.Net.Http.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;
using Npgsql;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 43: a caller who is gone, or whose time is up, keeps no backend of Postgres busy.</summary>
public sealed class Sec43_AbandonedQueryTests(SocialNode social) : IClassFixture<SocialNode>, IAsyncLifetime
{
    const int TimeoutMs = 1_500;
    const string Question = "{ postIndex(first: 1) { edges { node { title } } } }";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    const string Waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    readonly TestNode _node = social.Node;
    NpgsqlDataSource _source = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task A_query_whose_caller_hangs_up_is_gone_from_Postgres_within_a_second()
    {
        await using var hold = await HoldAsync(_node);
        using var hangUp = new CancellationTokenSource();
        var asking = _node.Http.PostAsJsonAsync("/graphql", new { query = Question }, hangUp.Token);
        await AssertWaitingAsync(1, Patience);

        await hangUp.CancelAsync();

        await AssertWaitingAsync(0, Soon);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("multipart/mixed")]
    public async Task So_is_one_that_is_answered_as_a_stream(string accept)
    {
        await using var hold = await HoldAsync(_node);
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Question }),
        };
        request.Headers.Add("Accept", accept);
        var asking = _node.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, hangUp.Token);
        await AssertWaitingAsync(1, Patience);

        await hangUp.CancelAsync();

        await AssertWaitingAsync(0, Soon);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task So_are_the_rest_of_an_array_and_what_it_would_have_asked()
    {
        await using var hold = await HoldAsync(_node);
        using var hangUp = new CancellationTokenSource();
        var batch = Enumerable.Repeat(new { query = Question }, 10);
        var asking = _node.Http.PostAsJsonAsync("/graphql", batch, hangUp.Token);
        await AssertWaitingAsync(1, Patience);

        await hangUp.CancelAsync();

        await AssertWaitingAsync(0, Soon);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await AssertWaitingAsync(0, Soon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_is_one_over_a_socket_that_is_closed_or_that_says_that_it_lost_interest(bool isClosed)
    {
        await using var hold = await HoldAsync(_node);
        using var socket = await SocketClient.OpenAsync(_node);
        await socket.SubscribeAsync("1", Question);
        await AssertWaitingAsync(1, Patience);

        if (isClosed)
            socket.Abort();
        else
            await socket.SendAsync("""{"id":"1","type":"complete"}""");

        await AssertWaitingAsync(0, Soon);
    }

    [Fact]
    public async Task A_query_that_takes_longer_than_a_request_may_is_ended_and_gone()
    {
        await using var hasty = await HastyAsync();
        await using var hold = await HoldAsync(hasty);

        var answer = await hasty.Anonymous.AskAsync(Question);

        Assert.Equal("TIMEOUT", answer.Code);
        await AssertWaitingAsync(0, Soon);
    }

    [Fact]
    public async Task So_is_one_over_a_socket()
    {
        await using var hasty = await HastyAsync();
        await using var hold = await HoldAsync(hasty);
        using var socket = await SocketClient.OpenAsync(hasty);

        await socket.SubscribeAsync("1", Question);

        Assert.Contains("TIMEOUT", (await socket.ReceiveAsync()).GetRawText());
        await AssertWaitingAsync(0, Soon);
    }

    /// <summary>A server that gives a request little time.</summary>
    static async Task<TestNode> HastyAsync()
    {
        var node = await TestNode.StartAsync(configure: options => options with { RequestTimeoutMs = TimeoutMs });
        await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        return node;
    }

    /// <summary>Locks all documents, so that whoever reads them waits.</summary>
    async Task<IAsyncDisposable> HoldAsync(TestNode node)
    {
        _source = NpgsqlDataSource.Create(node.Database.ConnectionString);
        await using var naming = _source.CreateCommand(
            "select string_agg(format('lock table %I', tablename), ';') from pg_tables where tablename like 'doc\\_%'"
        );
        var locks = (string)(await naming.ExecuteScalarAsync())!;
        var connection = await _source.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand(locks, connection);
        await locking.ExecuteNonQueryAsync();
        return connection;
    }

    async Task AssertWaitingAsync(long count, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        long found;
        do
        {
            await using var command = _source.CreateCommand(Waiting);
            found = (long)(await command.ExecuteScalarAsync())!;
            if (found == count)
                return;
            await Task.Delay(10);
        } while (TimeProvider.System.GetElapsedTime(start) < patience);

        Assert.Fail($"{found} statements wait for a lock, {count} were expected");
    }
}
