using System.Net.Http.Json;
using ComposeServer.Integration.Social;
using Npgsql;

namespace ComposeServer.Integration.Transports;

/// <summary>A caller who is gone keeps no backend of Postgres busy (security 43).</summary>
public class CancellationTests(SocialNode social) : IClassFixture<SocialNode>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    const string Waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    [Fact]
    public async Task A_query_whose_caller_hangs_up_is_gone_from_Postgres_within_a_second()
    {
        await using var source = NpgsqlDataSource.Create(social.Node.Database.ConnectionString);
        await using var locking = await source.OpenConnectionAsync();
        await using var hold = await locking.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(await LockAllAsync(source), locking))
            await command.ExecuteNonQueryAsync();
        using var hangUp = new CancellationTokenSource();
        var asking = social.Node.Http.PostAsJsonAsync(
            "/graphql",
            new { query = "{ postIndex(first: 1) { edges { node { title } } } }" },
            hangUp.Token
        );
        Assert.True(await WaitAsync(source, 1, Patience), "the query never waited for the lock");

        await hangUp.CancelAsync();

        Assert.True(await WaitAsync(source, 0, Soon), "the query still waits after its caller is gone");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    static async Task<string> LockAllAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select string_agg(format('lock table %I', tablename), ';') from pg_tables where tablename like 'doc\\_%'"
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task<bool> WaitAsync(NpgsqlDataSource source, long count, TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < patience)
        {
            await using var command = source.CreateCommand(Waiting);
            if ((long)(await command.ExecuteScalarAsync())! == count)
                return true;
            await Task.Delay(10);
        }

        return false;
    }
}
