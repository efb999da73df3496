using ComposeServer.Log.Interests;
using ComposeServer.Postgres;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Log.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Postgres.Interests;

public sealed class PostgresInterestStoreTests : IAsyncLifetime
{
    const int Most = 10;

    TestDatabase _database = null!;
    PostgresBackend _backend = null!;

    IInterestStore Store => _backend.Interests;

    public async ValueTask InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabaseAsync();
        _backend = await PostgresBackend.OpenAsync(
            _database.ConnectionString,
            connectionsMax: 8,
            LogScene.Families.Stored,
            TimeProvider.System,
            NullLogger.Instance,
            default
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(Most, 0)]
    [InlineData(Most + 1, 1)]
    [InlineData(20 * Most, 19 * Most)]
    public async Task So_many_stay_and_the_oldest_go(int count, int oldest)
    {
        for (var i = 0; i < count; i++)
            await AddAsync(i);

        Assert.Equal(Enumerable.Range(oldest, Most), await ReadAsync());
        Assert.Equal(Most, await RowsAsync());
    }

    [Fact]
    public async Task One_that_is_known_stays_where_it_is_and_pushes_nobody_out()
    {
        for (var i = 0; i < Most; i++)
            await AddAsync(i);

        await AddAsync(0);
        await AddAsync(5);

        Assert.Equal(Enumerable.Range(0, Most), await ReadAsync());
    }

    [Fact]
    public async Task Many_that_come_at_once_leave_as_many_as_may_stay()
    {
        await Parallel.ForAsync(0, 20 * Most, async (i, _) => await AddAsync(i));
        await AddAsync(1_000);

        var kept = await ReadAsync();

        Assert.Equal((Most, Most), (kept.Count, kept.Distinct().Count()));
        Assert.Contains(1_000, kept);
        Assert.Equal(Most, await RowsAsync());
    }

    ValueTask AddAsync(int number) => Store.AddAsync(BitConverter.GetBytes(number), Most, default);

    async Task<IReadOnlyList<int>> ReadAsync() =>
        [.. (await Store.ReadAsync(Most, default)).Select(key => BitConverter.ToInt32(key.Span))];

    async Task<long> RowsAsync()
    {
        await using var command = _database.DataSource.CreateCommand("select count(*) from interest");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
