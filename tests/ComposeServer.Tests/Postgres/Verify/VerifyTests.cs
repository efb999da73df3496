using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Verify;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Identity;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Postgres.Verify;

public sealed class VerifyTests : IAsyncLifetime
{
    VerifyScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await VerifyScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Everything_that_was_written_holds_and_is_counted()
    {
        await _scene.WriteAsync();

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.True(report.IsClean);
        Assert.Equal((14, 14, 8), (report.Position, report.Events, report.Logs));
        Assert.Equal((12, 3, 1, 0), (report.Signatures, report.Blocks, report.Unclaimed, report.Collected));
        Assert.Equal([4, 1], report.Rows.Values.OrderDescending());
        Assert.Equal(await _scene.AskAsync<long>("select count(*) from commit_group"), report.Groups);
        Assert.Equal(report.Groups, report.Signers[VerifyScene.Signer.Text]);
        Assert.Equal(await _scene.AskAsync<byte[]>("select receipt_hash from commit_head"), report.ReceiptHash);
    }

    [Fact]
    public async Task An_empty_database_holds()
    {
        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal((0, 0, 0), (report.Position, report.Events, report.Groups));
    }

    [Fact]
    public async Task What_was_erased_or_collected_is_a_known_gap()
    {
        await _scene.WriteAsync();
        var erased = new LogName(await _scene.AskAsync<byte[]>("select name from log where tip_position = 5"));
        await _scene.Backend.Pins.EraseAsync(erased, TimeProvider.System.GetUtcNow(), default);

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal((2, 12), (report.Collected, report.Events));
    }

    [Fact]
    public async Task A_signature_of_somebody_else_is_found_though_all_names_fit()
    {
        await _scene.WriteAsync();
        using var other = Seeds.Key("somebody else");
        Assert.True(
            Cid.TryRead(await _scene.AskAsync<byte[]>("select payload_cid from event where position = 5"), out var cid)
        );
        var payload = new Block(cid, await _scene.AskAsync<byte[]>("select payload from event where position = 5"));
        var forged = EventSigner.Sign(other, payload).Event;

        await _scene.ExecuteAsync(
            "update event set cid = $1, envelope = $2 where position = 5",
            forged.Cid.Bytes.ToArray(),
            forged.Bytes.ToArray()
        );

        var report = await _scene.VerifyAsync();
        Assert.Contains(
            report.Faults,
            fault => fault.Rule == IdentityCode.WrongSigner && fault.Position == 5 && fault.Cid == forged.Cid
        );
        Assert.Contains(report.Faults, fault => fault.Rule == AuditRule.ChainRoot && fault.Position == 5);
    }

    [Fact]
    public async Task A_session_that_had_ended_when_its_event_came_is_counted_and_no_fault()
    {
        await _scene.WriteAsync();
        using var account = new Account("long ago");
        var then = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var session = account.NewSession(new ManualClock(then));
        var document = new EventAuthor(session).Create(_scene.Model.Id, new { text = "old" });
        var anchor = LogScene.Anchor(document, document, null);
        anchor = anchor with
        {
            Evidence = anchor.Evidence! with { ClaimedSeconds = then.AddMinutes(1).ToUnixTimeSeconds() },
        };
        Assert.All(await _scene.Scene.ImportAsync(document, anchor), outcome => Assert.IsType<Outcome.Taken>(outcome));

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal(1, report.TimesUnproven);
    }

    [Fact]
    public async Task Writers_go_on_and_one_moment_is_looked_at()
    {
        await _scene.WriteAsync();
        var documents = Enumerable
            .Range(0, 300)
            .Select(i => _scene.Scene.NewDocument(_scene.Model.Id, $"{i}"))
            .ToList();
        using var enough = new CancellationTokenSource();

        var writing = Task.WhenAll(documents.Select(_scene.Scene.SubmitAsync));
        var reports = new List<AuditReport>();
        do reports.Add(await _scene.VerifyAsync());
        while (!writing.IsCompleted);
        await writing;

        Assert.All(reports, report => Assert.Empty(report.Faults));
        Assert.All(reports, report => Assert.Equal(report.Position, report.Events));
        Assert.Equal(314, (await _scene.VerifyAsync()).Events);
    }

    [Fact]
    public async Task More_logs_than_a_page_holds_are_all_judged_and_progress_is_told_to_the_end()
    {
        await _scene.WriteAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 450)
                .Select(i => _scene.Scene.SubmitAsync(_scene.Scene.NewDocument(_scene.Model.Id, $"{i}")))
        );
        var seen = new List<AuditProgress>();

        var report = await _scene.VerifyAsync(progress: new Steps(seen));

        Assert.Empty(report.Faults);
        Assert.Equal((458, 464), (report.Logs, report.Events));
        Assert.Equal(454, report.Rows.Values.Max());
        Assert.Equal(1, seen[^1].Done);
        Assert.Equal(seen.Select(step => step.Done).Order(), seen.Select(step => step.Done));
    }

    [Fact]
    public async Task Nothing_is_changed_and_nothing_is_left_behind()
    {
        await _scene.WriteAsync();
        const string Tables = "select string_agg(relname, ',' order by relname) from pg_class where relkind = 'r'";
        const string Rows = "select md5(string_agg(t::text, ',' order by doc)) from doc_1 t";
        var (tables, rows) = (await _scene.AskAsync<string>(Tables), await _scene.AskAsync<string>(Rows));

        await _scene.VerifyAsync();

        Assert.Equal((tables, rows), (await _scene.AskAsync<string>(Tables), await _scene.AskAsync<string>(Rows)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_makes_do_with_the_connections_that_a_busy_server_leaves(int left)
    {
        await _scene.WriteAsync();
        await _scene.ExecuteAsync(
            $"""
            do $$ begin execute format('alter database %I connection limit %s', current_database(),
                (select count(*) + {left} from pg_stat_activity where datname = current_database() and backend_type = 'client backend')); end $$
            """
        );

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal((14, 5), (report.Events, report.Rows.Values.Sum()));
    }

    [Fact]
    public async Task A_table_that_is_being_filled_is_named_and_not_compared()
    {
        await _scene.WriteAsync();
        await _scene.ExecuteAsync(
            "update indexed_model set state = 'backfilling' where table_no = 1; delete from doc_1"
        );

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal([_scene.Model.Id.ToString()], report.TablesUnfinished);
        Assert.Single(report.Rows);
    }

    [Fact]
    public async Task A_database_of_another_version_or_of_somebody_else_is_refused_by_name()
    {
        await using var foreign = await TestPostgres.CreateEmptyDatabaseAsync();
        var empty = await Assert.ThrowsAsync<MigrationException>(() =>
            DatabaseVerification.RunAsync(foreign.ConnectionString, VerifyScene.Options, null, default)
        );
        await _scene.ExecuteAsync("delete from migration where number = (select max(number) from migration)");
        var older = await Assert.ThrowsAsync<MigrationException>(() => _scene.VerifyAsync());

        Assert.Equal(("DATABASE_EMPTY", "DATABASE_OLDER"), (empty.Code, older.Code));
    }

    sealed class Steps(List<AuditProgress> seen) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => seen.Add(value);
    }
}
