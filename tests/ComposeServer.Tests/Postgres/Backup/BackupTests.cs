using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Backup;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Verify;
using ComposeServer.Streams.Documents;
using ComposeServer.Sync.Backup;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Log.Contract;
using ComposeServer.Tests.Postgres.Verify;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ComposeServer.Tests.Postgres.Backup;

public sealed class BackupTests : IAsyncLifetime
{
    VerifyScene _scene = null!;
    TestDatabase _target = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await VerifyScene.StartAsync();
        _target = await TestPostgres.CreateEmptyDatabaseAsync();
        await _scene.WriteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task Everything_comes_back_with_its_numbers_and_index_rows_are_made_again()
    {
        await _scene.ExecuteAsync("select nextval('trusted_document_stamp')");
        using var file = await BackUpAsync();

        var report = await RestoreAsync(file);

        await AssertEqualAsync();
        Assert.Equal((14, file.Length), (report.Header.Position, report.FileBytes));
        Assert.Equal(14, report.Header.Tables.Single(table => table.Name == "event").Rows);
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_server_goes_on_where_the_other_one_was()
    {
        using var file = await BackUpAsync();
        await RestoreAsync(file);
        await using var backend = await OpenAsync();
        var materialiser = new ComposeServer.Indexing.Materialise.DocumentMaterialiser(backend.Catalogue);
        await using var scene = new LogScene(
            new(
                new(backend.Log, backend.Commits, backend.Parking, materialiser),
                backend.Pins,
                backend.Events,
                backend.AnchorRequests
            )
        );

        var taken = Assert.IsType<Outcome.Taken>(await scene.SubmitAsync(scene.NewDocument(_scene.Model.Id, "after")));

        Assert.Equal(15, taken.Position);
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_began_is_in_it_while_writers_go_on()
    {
        using var stop = new CancellationTokenSource();
        var turn = new Lock();
        var acknowledged = 0L;
        var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync()).ToArray();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                await WaitForAsync(Interlocked.Read(ref acknowledged) + 50);
                var before = Interlocked.Read(ref acknowledged);
                using var file = await BackUpAsync();
                await using var target = await TestPostgres.CreateEmptyDatabaseAsync();
                var report = await RestoreAsync(file, target.ConnectionString);

                var verified = await VerifyAsync(target.ConnectionString);
                Assert.Empty(verified.Faults);
                Assert.InRange(verified.Events, 14 + before, long.MaxValue);
                Assert.Equal(report.Header.Position, verified.Position);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        async Task WriteAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                await _scene.Scene.TakeAsync<DocumentState>(Next());
                Interlocked.Increment(ref acknowledged);
            }
        }

        async Task WaitForAsync(long count)
        {
            while (Interlocked.Read(ref acknowledged) < count)
                await Task.Yield();
        }

        ComposeServer.Log.EventBlocks Next()
        {
            lock (turn)
                return _scene.Scene.NewDocument(_scene.Model.Id, "load");
        }
    }

    [Fact]
    public async Task A_backup_of_an_older_database_is_brought_forward()
    {
        var older = Migration.Embedded().Take(5).ToList();
        await using var database = await TestPostgres.CreateEmptyDatabaseAsync();
        await MigrationRunner.ApplyAsync(database.DataSource, null, older, NullLogger.Instance, default);
        using var file = new MemoryStream();
        await DatabaseBackup.WriteAsync(database.ConnectionString, file, older, TimeProvider.System, null, default);

        var report = await RestoreAsync(file);

        Assert.Equal(5, report.Header.Migration);
        Assert.Empty((await VerifyAsync()).Faults);
        Assert.Equal(await MarkAsync(database), await MarkAsync(_target));
    }

    [Fact]
    public async Task Later_migrations_that_change_index_tables_find_none_and_the_tables_are_made_after_them()
    {
        using var file = await BackUpAsync();
        var later = new Migration(
            $"{Migration.Embedded().Count + 1:D4}_later.sql",
            """
            do $$ declare number integer; begin
                for number in select table_no from indexed_model loop
                    execute format('truncate table doc_%s', number);
                end loop;
            end $$;
            alter table indexed_model add column later integer not null default 7;
            """
        );

        await new DatabaseRestore(
            [.. Migration.Embedded(), later],
            LogScene.Families.Stored,
            TimeProvider.System,
            NullLogger.Instance
        ).RunAsync(_target.ConnectionString, await BackupFile.OpenAsync(file, null, default), null, default);

        const string Sum = "select sum(later) from indexed_model";
        Assert.Equal(14L, await _target.DataSource.CreateCommand(Sum).ExecuteScalarAsync());
        Assert.Equal(4L, await _target.DataSource.CreateCommand("select count(*) from doc_1").ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("event", "event; drop table log; --", null)]
    [InlineData("event", "pg_authid", null)]
    [InlineData("event", "event", "cid) from program 'true'; --")]
    [InlineData("event", "event", "no_such_column")]
    public async Task A_file_whose_names_are_none_of_ours_is_refused_though_its_digest_fits(
        string table,
        string name,
        string? column
    )
    {
        using var whole = await BackUpAsync();
        var header = (await BackupFile.OpenAsync(whole, null, default)).Header;
        var tables = header.Tables.Select(one =>
            one.Name == table ? one with { Name = name, Columns = column is null ? one.Columns : [column] } : one
        );
        using var file = new MemoryStream();
        await using (var writer = await BackupWriter.BeginAsync(file, header with { Tables = [.. tables] }, default))
            await writer.EndAsync(default);

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(file));

        Assert.Equal(BackupCode.Damaged, refused.Code);
    }

    [Fact]
    public async Task A_table_out_of_use_can_be_used_again_after_a_restore()
    {
        await _scene.Backend.Catalogue.StopAsync([_scene.Model.Id], default);
        using var file = await BackUpAsync();
        await RestoreAsync(file);
        await using var backend = await OpenAsync();

        await backend.Catalogue.DeclareAsync([new(_scene.Model.Id, [])], default);

        var report = await VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(4, report.Rows[_scene.Model.Id.ToString()]);
    }

    [Fact]
    public async Task Every_table_that_migrations_make_is_in_a_backup()
    {
        const string Tables = """
            select string_agg(relname, ' ' order by relname) from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'doc\_%' and relname <> 'migration'
            """;

        var names = FixedTables.NamesOf(Migration.Embedded());

        Assert.Equal(await _scene.AskAsync<string>(Tables), string.Join(' ', names.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_restore_that_lost_its_connections_leaves_a_database_that_says_so_and_can_be_run_again()
    {
        using var file = await BackUpAsync();
        foreach (var stage in (string[])["principal", "event", "trusted_document", "filling the index tables"])
        {
            await Assert.ThrowsAnyAsync<Exception>(() =>
                RestoreAsync(file, _target.ConnectionString, new At(stage, () => EndSessions(_target)))
            );

            var started = await Assert.ThrowsAsync<BackupException>(OpenAsync);
            var verified = await Assert.ThrowsAsync<BackupException>(() => VerifyAsync());
            Assert.Equal((BackupCode.Unfinished, BackupCode.Unfinished), (started.Code, verified.Code));
        }

        await RestoreAsync(file);

        await AssertEqualAsync();
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Theory]
    [InlineData("create table anything (a int)", "anything")]
    [InlineData("create view anything as select 1 as a", "anything")]
    public async Task A_database_that_holds_anything_is_refused_by_name_and_left_as_it_is(string sql, string name)
    {
        using var file = await BackUpAsync();
        await _target.DataSource.CreateCommand(sql).ExecuteNonQueryAsync();

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(file));

        Assert.Equal(BackupCode.NotEmpty, refused.Code);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(_target.Name, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await _target.DataSource.CreateCommand(CountTables).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_database_that_a_server_has_used_is_not_empty_though_it_has_no_events()
    {
        using var file = await BackUpAsync();
        await using var used = await TestPostgres.CreateDatabaseAsync();

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(file, used.ConnectionString));

        Assert.Equal(BackupCode.NotEmpty, refused.Code);
    }

    [Fact]
    public async Task Two_restores_do_not_work_on_one_database()
    {
        using var file = await BackUpAsync();
        var second = "";

        await RestoreAsync(
            file,
            _target.ConnectionString,
            new At("filling the index tables", () => second = CodeOfSecond().GetAwaiter().GetResult())
        );

        Assert.Equal(BackupCode.Running, second);

        async Task<string> CodeOfSecond()
        {
            using var same = new MemoryStream(file.ToArray());
            return (await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(same))).Code;
        }
    }

    [Fact]
    public async Task A_backup_of_a_newer_database_is_refused_before_anything_is_written()
    {
        using var file = new MemoryStream();
        var header = new BackupHeader(9_999, TimeProvider.System.GetUtcNow(), 0, "", "", [], []);
        await using (var writer = await BackupWriter.BeginAsync(file, header, default))
            await writer.EndAsync(default);

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(file));

        Assert.Equal(BackupCode.Newer, refused.Code);
        Assert.Equal(0L, await _target.DataSource.CreateCommand(CountTables).ExecuteScalarAsync());
        await using var backend = await OpenAsync();
    }

    const string CountTables = """
        select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'composeserver_restore') and c.relkind in ('r', 'v')
        """;

    async Task<MemoryStream> BackUpAsync()
    {
        var file = new MemoryStream();
        await DatabaseBackup.WriteAsync(_scene.ConnectionString, file, TimeProvider.System, null, default);
        return file;
    }

    Task<BackupReport> RestoreAsync(MemoryStream file) => RestoreAsync(file, _target.ConnectionString);

    static async Task<BackupReport> RestoreAsync(
        MemoryStream file,
        string connectionString,
        IProgress<BackupProgress>? progress = null
    ) =>
        await new DatabaseRestore(LogScene.Families.Stored, TimeProvider.System, NullLogger.Instance).RunAsync(
            connectionString,
            await BackupFile.OpenAsync(file, null, default),
            progress,
            default
        );

    Task<AuditReport> VerifyAsync(string? connectionString = null) =>
        DatabaseVerification.RunAsync(connectionString ?? _target.ConnectionString, VerifyScene.Options, null, default);

    Task<PostgresBackend> OpenAsync() =>
        PostgresBackend.OpenAsync(
            _target.ConnectionString,
            connectionsMax: 8,
            LogScene.Families.Stored,
            TimeProvider.System,
            NullLogger.Instance,
            default
        );

    /// <summary>All rows of all tables, but for the version of the catalogue, which a restore moves.</summary>
    async Task AssertEqualAsync()
    {
        await using var source = NpgsqlDataSource.Create(_scene.ConnectionString);
        foreach (var table in (string[])[.. FixedTables.NamesOf(Migration.Embedded()), "doc_1", "doc_2"])
        {
            var sql =
                $"select coalesce(json_agg(to_jsonb(t) - 'catalogue_version' order by to_jsonb(t)), '[]')::text from {table} t";
            var before = await source.CreateCommand(sql).ExecuteScalarAsync();
            var after = await _target.DataSource.CreateCommand(sql).ExecuteScalarAsync();
            Assert.Equal((table, before), (table, after));
        }

        const string Next = "select nextval('trusted_document_stamp') + nextval('unclaimed_no_seq')";
        Assert.Equal(
            await source.CreateCommand(Next).ExecuteScalarAsync(),
            await _target.DataSource.CreateCommand(Next).ExecuteScalarAsync()
        );
    }

    static async Task<object?> MarkAsync(TestDatabase database) =>
        await database.DataSource.CreateCommand("select database from commit_head").ExecuteScalarAsync();

    /// <summary>As if the process, or Postgres, had been killed.</summary>
    static void EndSessions(TestDatabase database)
    {
        using var command = database.DataSource.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        );
        command.ExecuteScalar();
    }

    /// <summary>Does something when a stage is reached for the first time.</summary>
    sealed class At(string stage, Action what) : IProgress<BackupProgress>
    {
        bool _isDone;

        public void Report(BackupProgress value)
        {
            if (_isDone || value.Stage != stage)
                return;
            _isDone = true;
            what();
        }
    }
}
