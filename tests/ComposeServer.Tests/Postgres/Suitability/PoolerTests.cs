using System.Runtime.Versioning;
using ComposeServer.Postgres.Suitability;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Tests.Postgres.Suitability;

/// <summary>With a real PgBouncer: the server holds locks across statements, so a session must stay with one backend.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PoolerTests : IAsyncLifetime
{
    TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestPostgres.CreateEmptyDatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory(Timeout = 60_000)]
    [InlineData("transaction", 1)]
    [InlineData("transaction", 20)]
    [InlineData("statement", 20)]
    public async Task A_pooler_that_lends_a_session_to_several_clients_is_refused_with_what_to_set(
        string mode,
        int size
    )
    {
        await using var bouncer = await PgBouncer.StartAsync(database, mode, size);

        var refused = await Assert.ThrowsAsync<UnsuitableDatabaseException>(() => CheckAsync(bouncer));

        Assert.Equal("DATABASE_POOLER", refused.Code);
        Assert.Contains("Set pool_mode = session for this database", refused.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(20)]
    public async Task One_that_keeps_a_backend_for_one_client_is_as_good_as_none(int size)
    {
        await using var bouncer = await PgBouncer.StartAsync(database, "session", size);

        Assert.Equal(database.Name, (await CheckAsync(bouncer)).Name);
    }

    static Task<DatabaseFacts> CheckAsync(PgBouncer bouncer) =>
        DatabaseTerms.CheckAsync(bouncer.ConnectionString, allowLossy: true, TestContext.Current.CancellationToken);
}
