using ComposeServer.Postgres.Suitability;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Tests.Postgres.Suitability;

public sealed class DatabaseTermsTests : IAsyncLifetime
{
    static readonly DatabaseFacts Good = new(
        Version: 150_004,
        Encoding: "UTF8",
        Syncs: true,
        CommitsLate: false,
        IsReadOnly: false,
        Schema: "public",
        MayCreate: true,
        Role: "app",
        Name: "notes",
        Backend: 1
    );

    TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestPostgres.CreateEmptyDatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public static TheoryData<string, DatabaseFacts, string> Unsuitable =>
        new()
        {
            { "DATABASE_VERSION", Good with { Version = 130_014 }, "notes is one of PostgreSQL 13: 14 or newer" },
            { "DATABASE_ENCODING", Good with { Encoding = "LATIN1" }, "encoding 'UTF8' template template0" },
            { "DATABASE_READ_ONLY", Good with { IsReadOnly = true }, "Target Session Attributes=read-write" },
            { "DATABASE_SCHEMA", Good with { Schema = null, MayCreate = false }, "Search Path=" },
            { "DATABASE_SCHEMA", Good with { MayCreate = false }, "grant create on schema public to app," },
            { "DATABASE_FSYNC_OFF", Good with { Syncs = false }, "set fsync = on, or give --allow-lossy-database" },
            {
                "DATABASE_COMMITS_LATE",
                Good with
                {
                    CommitsLate = true,
                },
                "alter role app set synchronous_commit = on,"
            },
        };

    [Theory]
    [MemberData(nameof(Unsuitable))]
    public void What_will_not_do_is_named_with_what_to_change(string code, DatabaseFacts found, string part)
    {
        var fault = DatabaseTerms.FaultIn(found, allowLossy: false);

        Assert.Equal(code, fault?.Code);
        Assert.Contains(part, fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_version_that_will_do_does()
    {
        Assert.Null(DatabaseTerms.FaultIn(Good with { Version = 140_000 }, allowLossy: false));
    }

    [Fact]
    public void Losing_writes_can_be_allowed_and_nothing_else()
    {
        Assert.Null(DatabaseTerms.FaultIn(Good with { Syncs = false, CommitsLate = true }, allowLossy: true));
        Assert.Equal(
            "DATABASE_ENCODING",
            DatabaseTerms.FaultIn(Good with { Encoding = "LATIN1" }, allowLossy: true)?.Code
        );
    }

    [Fact]
    public async Task A_postgres_that_syncs_nothing_is_refused_unless_it_may_lose_writes()
    {
        Assert.Equal("DATABASE_FSYNC_OFF", (await RefusedAsync(allowLossy: false)).Code);

        var found = await CheckAsync(allowLossy: true);
        Assert.Equal((false, false), (found.Syncs, found.IsDurable));
    }

    [Fact]
    public async Task What_is_set_for_this_role_in_this_database_is_what_counts()
    {
        await SetAsync($"alter database {database.Name} set synchronous_commit = off");

        var found = await CheckAsync(allowLossy: true);

        Assert.Equal((true, false), (found.CommitsLate, (found with { Syncs = true }).IsDurable));
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_refused()
    {
        await SetAsync($"alter database {database.Name} set default_transaction_read_only = on");

        Assert.Equal("DATABASE_READ_ONLY", (await RefusedAsync(allowLossy: true)).Code);
    }

    [Fact]
    public async Task A_schema_that_is_not_there_is_refused()
    {
        await SetAsync($"alter database {database.Name} set search_path = nowhere");

        Assert.Equal("DATABASE_SCHEMA", (await RefusedAsync(allowLossy: true)).Code);
    }

    [Fact]
    public async Task A_schema_that_the_role_may_not_make_tables_in_is_refused_with_the_grant()
    {
        await SetAsync(
            $"""
            create schema closed;
            revoke create on schema closed from composeserver;
            alter database {database.Name} set search_path = closed
            """
        );

        var refused = await RefusedAsync(allowLossy: true);

        Assert.Equal("DATABASE_SCHEMA", refused.Code);
        Assert.Contains("grant create on schema closed to composeserver", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suitable_one_is_told_apart_by_name_role_and_place()
    {
        var found = await CheckAsync(allowLossy: true);

        Assert.Equal(
            (database.Name, "composeserver", "public", true, "UTF8"),
            (found.Name, found.Role, found.Schema, found.MayCreate, found.Encoding)
        );
        Assert.InRange(found.Major, 14, 99);
    }

    Task<DatabaseFacts> CheckAsync(bool allowLossy) =>
        DatabaseTerms.CheckAsync(database.ConnectionString, allowLossy, TestContext.Current.CancellationToken);

    Task<UnsuitableDatabaseException> RefusedAsync(bool allowLossy) =>
        Assert.ThrowsAsync<UnsuitableDatabaseException>(() => CheckAsync(allowLossy));

    async Task SetAsync(string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
