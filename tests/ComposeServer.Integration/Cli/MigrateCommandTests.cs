using ComposeServer.Postgres.Migrations;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary><c>migrate</c>, with the real executable.</summary>
public sealed class MigrateCommandTests : IAsyncLifetime
{
    TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestPostgres.CreateEmptyDatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_plan_is_sql_with_the_locks_of_each_step_and_leaves_the_database_as_it_is()
    {
        var plan = await RunAsync("--plan");

        Assert.Equal((0, ""), (plan.Exit, plan.Words));
        Assert.StartsWith("-- 0001_log\n-- takes locks: none: new tables\nbegin;\n", plan.Out);
        Assert.Equal(Migration.Embedded().Count, plan.Out.Split("\n-- takes locks: ").Length - 1);
        Assert.Equal(0L, await ScalarAsync("select count(*) from pg_tables where schemaname = 'public'"));
    }

    [Fact]
    public async Task The_plan_run_by_hand_makes_the_tables_that_the_command_makes()
    {
        const string columns = """
            select string_agg(table_name || '.' || column_name, ' ' order by table_name, column_name)
            from information_schema.columns where table_schema = 'public' and table_name <> 'migration'
            """;
        await using var byHand = await TestPostgres.CreateEmptyDatabaseAsync();
        await using (var command = byHand.DataSource.CreateCommand((await RunAsync("--plan")).Out))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var applied = await RunAsync();

        Assert.Equal(0, applied.Exit);
        Assert.EndsWith($"{Migration.Embedded().Count} migrations applied.\n", applied.Words);
        await using var made = byHand.DataSource.CreateCommand(columns);
        Assert.Equal(await ScalarAsync(columns), await made.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_applied_is_not_planned_again()
    {
        await RunAsync();

        Assert.Equal(new(0, "", "Nothing to apply.\n"), await RunAsync("--plan"));
        Assert.Equal(new(0, "", "Nothing to apply.\n"), await RunAsync());
    }

    [Fact]
    public async Task A_server_that_is_too_old_for_the_database_does_not_start_and_says_which_one_would()
    {
        await RunAsync();
        await ScalarAsync("insert into migration (number, name, checksum, needs) values (9999, 'later', '', '99.0.0')");
        await ScalarAsync(
            $"insert into migration (number, name, checksum, needs) select n, 'between', '', '0.0.1' from generate_series({Migration.Embedded().Count + 1}, 9998) n"
        );

        var run = await Executable.RunAsync(["serve", "--port", "0", "--database", database.ConnectionString]);

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains(
            "DATABASE_NEWER: the database has had migration 9999_later, with which ComposeServer 99.0.0",
            run.Words
        );
    }

    Task<Finished> RunAsync(params string[] words) =>
        Executable.RunAsync(["migrate", "--database", database.ConnectionString, .. words]);

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
