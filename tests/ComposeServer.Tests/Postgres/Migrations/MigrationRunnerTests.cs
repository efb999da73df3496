using ComposeServer.Postgres.Migrations;
using ComposeServer.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Migrations;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    static readonly Migration First = new(
        "0001_users.sql",
        "create table users (id int); insert into users values (1);"
    );
    static readonly Migration Second = new(
        "0002_names.sql",
        "alter table users add name text; update users set name = 'a';"
    );

    TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestPostgres.CreateEmptyDatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Migrations_are_applied_in_order_and_recorded_with_their_checksums()
    {
        var applied = await ApplyAsync(First, Second);

        Assert.Equal(2, applied);
        Assert.Equal("a", await ScalarAsync("select name from users"));
        Assert.Equal(
            $"1 users {Hex(First)}, 2 names {Hex(Second)}",
            await ScalarAsync(
                "select string_agg(number || ' ' || name || ' ' || encode(checksum, 'hex'), ', ' order by number) from migration"
            )
        );
    }

    [Fact]
    public async Task A_second_run_applies_only_what_is_new()
    {
        await ApplyAsync(First);

        Assert.Equal(1, await ApplyAsync(First, Second));
        Assert.Equal(0, await ApplyAsync(First, Second));
    }

    [Fact]
    public async Task Servers_that_start_together_apply_each_migration_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(First, Second)));

        Assert.Equal(2, runs.Sum());
        Assert.Equal(1L, await ScalarAsync("select count(*) from users"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself_and_keeps_the_ones_before()
    {
        var broken = new Migration("0002_broken.sql", "create table half (id int); select 1 / 0;");

        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyAsync(First, broken));

        Assert.Equal("MIGRATION_FAILED", refused.Code);
        Assert.Contains("0002_broken was refused (22012)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            "users",
            await ScalarAsync("select to_regclass('users')::text || coalesce(to_regclass('half')::text, '')")
        );
        Assert.Equal(1L, await ScalarAsync("select count(*) from migration"));
        Assert.Equal(1, await ApplyAsync(First, Second));
    }

    [Fact]
    public async Task A_migration_whose_text_changed_after_it_was_applied_is_refused()
    {
        await ApplyAsync(First);

        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            ApplyAsync(new Migration("0001_users.sql", First.Sql + " "), Second)
        );

        Assert.Equal("MIGRATION_CHANGED", refused.Code);
        Assert.Equal(1L, await ScalarAsync("select count(*) from migration"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await ApplyAsync(First, Second);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyAsync(First));

        Assert.Equal("DATABASE_NEWER", refused.Code);
        Assert.Contains("at migration 0002, this program knows 0001", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_older_than_the_least_that_the_database_names_is_refused_with_both_versions()
    {
        await ApplyAsync(First, new Migration("0002_names.sql", $"-- needs: 99.1.0\n{Second.Sql}"));

        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyAsync(First));

        Assert.Equal("DATABASE_NEWER", refused.Code);
        Assert.Equal(
            "the database has had migration 0002_names, with which ComposeServer 99.1.0 or newer serves it, "
                + $"and this is {MigrationRunner.OwnVersion}: run a newer one",
            refused.Message
        );
    }

    [Fact]
    public async Task A_program_that_the_database_names_as_new_enough_serves_it_without_knowing_the_last_migration()
    {
        await ApplyAsync(
            First,
            new Migration("0002_names.sql", $"-- needs: {MigrationRunner.OwnVersion}\n{Second.Sql}")
        );

        Assert.Equal(0, await ApplyAsync(First));
    }

    [Fact]
    public async Task A_plan_names_what_is_missing_and_changes_nothing()
    {
        Assert.Equal([First, Second], await PlanAsync(First, Second));
        Assert.Equal(DBNull.Value, await ScalarAsync("select to_regclass('migration')::text"));

        await ApplyAsync(First);

        Assert.Equal([Second], await PlanAsync(First, Second));
        Assert.Empty(await PlanAsync(First));
    }

    [Fact]
    public async Task A_record_that_an_earlier_program_kept_without_versions_is_read_as_it_is_and_goes_on()
    {
        await ApplyAsync(First);
        await ScalarAsync("alter table migration drop column needs");

        Assert.Equal([Second], await PlanAsync(First, Second));
        Assert.Equal(1, await ApplyAsync(First, Second));
    }

    [Fact]
    public async Task A_gap_in_the_record_of_the_database_is_refused()
    {
        await ApplyAsync(First, Second);
        await ScalarAsync("delete from migration where number = 1");

        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyAsync(First, Second));

        Assert.Equal("MIGRATION_GAP", refused.Code);
    }

    [Fact]
    public async Task A_gap_in_the_program_is_refused_before_the_database_is_touched()
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyAsync(Second));

        Assert.Equal("MIGRATION_GAP", refused.Code);
        Assert.Equal(DBNull.Value, await ScalarAsync("select to_regclass('migration')::text"));
    }

    [Fact]
    public async Task Each_schema_has_its_own_tables_and_its_own_record()
    {
        Assert.Equal(1, await ApplyToSchemaAsync("left", First));
        Assert.Equal(2, await ApplyToSchemaAsync("right", First, Second));

        Assert.Equal(1L, await ScalarAsync("select count(*) from \"left\".migration"));
        Assert.Equal(2L, await ScalarAsync("select count(*) from \"right\".migration"));
        Assert.Equal(DBNull.Value, await ScalarAsync("select to_regclass('migration')::text"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("Upper")]
    [InlineData("a\";drop table users;--")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_schema_of_an_odd_name_is_refused(string schema)
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() => ApplyToSchemaAsync(schema, First));

        Assert.Equal("SCHEMA_NAME", refused.Code);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_waits_for_another_server_ends_at_once_and_changes_nothing()
    {
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var take = new NpgsqlCommand("select pg_advisory_lock(x'434F4D504F534544'::bigint)", other);
        await take.ExecuteNonQueryAsync();
        using var cancel = new CancellationTokenSource();

        var run = MigrationRunner.ApplyAsync(database.DataSource, null, [First], NullLogger.Instance, cancel.Token);
        await WaitForLockWaiterAsync();
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(DBNull.Value, await ScalarAsync("select to_regclass('migration')::text"));
    }

    [Fact]
    public async Task The_migrations_that_the_program_carries_apply_to_an_empty_database()
    {
        var carried = Migration.Embedded();

        var applied = await MigrationRunner.ApplyAsync(
            database.DataSource,
            null,
            NullLogger.Instance,
            CancellationToken.None
        );

        Assert.Equal(carried.Count, applied);
        Assert.Equal((long)carried.Count, await ScalarAsync("select count(*) from migration"));
    }

    Task<int> ApplyAsync(params Migration[] migrations) =>
        MigrationRunner.ApplyAsync(database.DataSource, null, migrations, NullLogger.Instance, CancellationToken.None);

    Task<IReadOnlyList<Migration>> PlanAsync(params Migration[] migrations) =>
        MigrationRunner.PlanAsync(database.DataSource, migrations, CancellationToken.None);

    Task<int> ApplyToSchemaAsync(string schema, params Migration[] migrations) =>
        MigrationRunner.ApplyAsync(
            database.DataSource,
            schema,
            migrations,
            NullLogger.Instance,
            CancellationToken.None
        );

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    async Task WaitForLockWaiterAsync()
    {
        while (await ScalarAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted") is 0L)
            await Task.Yield();
    }

    static string Hex(Migration migration) => Convert.ToHexStringLower(migration.Checksum.Span);
}
