using Npgsql;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>Transactions of a database as Postgres counts them; each of our reads is one.</summary>
sealed class StatementCount : IAsyncDisposable
{
    const string Sql = """
        select pg_stat_clear_snapshot(), pg_stat_force_next_flush(), xact_commit from pg_stat_database where datname = current_database()
        """;

    readonly NpgsqlDataSource _database;
    long _before;

    StatementCount(NpgsqlDataSource database) => _database = database;

    public static async Task<StatementCount> BeginAsync(NpgsqlDataSource database)
    {
        var count = new StatementCount(database);
        count._before = await count.ReadAsync();
        return count;
    }

    /// <summary>Transactions since the beginning, those of the feed's own looks among them.</summary>
    public async Task<long> CountAsync() => await ReadAsync() - _before;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task<long> ReadAsync()
    {
        // Sessions tell their counts a second late.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.2));
        await timer.WaitForNextTickAsync();
        await using var command = _database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(2);
    }
}
