using ComposeServer.Postgres.Diagnostics;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Diagnostics;

public class StatementWatchTests
{
    [Fact]
    public async Task A_watch_is_seen_by_what_its_request_begins_and_by_nobody_else()
    {
        var other = Task.Run(async () =>
        {
            await Task.Yield();
            return StatementWatch.Current;
        });
        using var watch = StatementWatch.Begin(keeps: false);

        var inner = await Task.Run(() => StatementWatch.Current);

        Assert.Same(watch, inner);
        Assert.Null(await other);
    }

    [Fact]
    public void Statements_are_counted_and_kept_without_values()
    {
        using var watch = StatementWatch.Begin(keeps: true);
        watch.Purpose = "Query.notes";

        Run("select $1, $2");

        var ran = Assert.Single(watch.Kept());
        Assert.Equal(("Notes", "select $1, $2", 1, "Query.notes"), (ran.Name, ran.Sql, ran.Rows, ran.Purpose));
        Assert.Equal(["bigint", "text"], ran.ParameterTypes);
        Assert.DoesNotContain("secret", ran.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Past_the_most_that_are_kept_they_are_counted_only()
    {
        using var watch = StatementWatch.Begin(keeps: true);

        for (var i = 0; i < StatementWatch.KeptMax + 5; i++)
            Run("select 1");

        Assert.Equal((StatementWatch.KeptMax + 5, StatementWatch.KeptMax), (watch.Count, watch.Kept().Count));
    }

    [Fact]
    public async Task What_a_request_leaves_running_is_not_kept_once_it_is_over()
    {
        var goOn = new TaskCompletionSource();
        var watch = StatementWatch.Begin(keeps: true);
        var left = Task.Run(async () =>
        {
            await goOn.Task;
            Run("select 1");
        });

        watch.Dispose();
        goOn.SetResult();
        await left;

        Assert.Equal(0, watch.Count);
        Assert.Null(StatementWatch.Current);
    }

    static void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 1 });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "secret" });
        using var run = StatementRun.Begin("Notes", command);
        run?.AddRow();
    }
}
