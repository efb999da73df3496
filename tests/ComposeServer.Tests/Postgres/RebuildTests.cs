using ComposeServer.Indexing.Materialise;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Rebuild;
using ComposeServer.Postgres.Verify;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Log.Contract;
using ComposeServer.Tests.Postgres.Verify;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Postgres;

public sealed class RebuildTests : IAsyncLifetime
{
    TestDatabase _database = null!;
    PostgresBackend _backend = null!;
    LogScene _scene = null!;

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
        var materialiser = new DocumentMaterialiser(_backend.Catalogue);
        _scene = new(
            new LogStore(
                new(_backend.Log, _backend.Commits, _backend.Parking, materialiser),
                _backend.Pins,
                _backend.Events,
                _backend.AnchorRequests
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _backend.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Rows_that_were_deleted_come_back_byte_equal_from_the_log()
    {
        await WriteAsync();
        var (rows, heads) = (await DumpAsync("doc_1"), await DumpAsync("log"));
        Assert.Contains("later", rows, StringComparison.Ordinal);
        await ExecuteAsync(
            "delete from doc_1; delete from doc_2; update log set state = '\\x00', tip_position = 1 where family is not null"
        );

        var done = await _backend.RebuildAsync(null, default);

        Assert.Equal(rows, await DumpAsync("doc_1"));
        Assert.Equal(heads, await DumpAsync("log"));
        Assert.True(done.Mended > 0);
    }

    [Fact]
    public async Task A_second_rebuild_finds_nothing_to_mend_and_says_how_far_it_is()
    {
        await WriteAsync();
        var steps = new List<long>();

        var done = await _backend.RebuildAsync(new Steps(steps), default);

        Assert.Equal(0, done.Mended);
        Assert.Equal(done.TotalLogs, done.Logs);
        Assert.Equal(done.Logs, steps[^1]);
    }

    [Fact]
    public async Task Writers_go_on_while_it_runs()
    {
        var model = await WriteAsync();
        var documents = Enumerable.Range(0, 300).Select(i => _scene.NewDocument(model.Id, $"{i}")).ToList();

        var rebuild = _backend.RebuildAsync(null, default);
        await Task.WhenAll(documents.Select(_scene.SubmitAsync));
        await rebuild;

        var count = await _database.DataSource.CreateCommand("select count(*) from doc_1").ExecuteScalarAsync();
        Assert.Equal(300L + 3, count);
    }

    [Fact]
    public async Task Documents_of_later_versions_of_a_model_come_back_also_where_versions_are_refused()
    {
        var model = await _scene.ModelAsync();
        await _backend.Catalogue.DeclareAsync(
            [
                new(
                    model.Id,
                    [
                        ["text"],
                    ]
                ),
            ],
            default
        );
        var materialiser = new DocumentMaterialiser(_backend.Catalogue);
        await materialiser.ReloadAsync(default);
        await using (
            var writers = new LogScene(
                new LogStore(
                    new(_backend.Log, _backend.Commits, _backend.Parking, materialiser),
                    _backend.Pins,
                    _backend.Events,
                    _backend.AnchorRequests
                ),
                families: StreamFamilies.Make(ModelUpdates.Taken)
            )
        )
        {
            var (second, other) = (
                writers.ModelChange(model.Id, model.Tip),
                writers.ModelChange(model.Id, model.Tip, "depth")
            );
            await writers.TakeAsync<ModelState>(second);
            await writers.ImportAsync(other);
            await writers.TakeAsync<DocumentState>(
                writers.NewDocument(model.Id, second.Event.Cid, IpldMap.Of(("text", "a"), ("size", 1)))
            );
            await writers.TakeAsync<DocumentState>(
                writers.NewDocument(model.Id, other.Event.Cid, IpldMap.Of(("text", "b"), ("depth", 1)))
            );
        }

        var (rows, heads) = (await DumpAsync("doc_1"), await DumpAsync("log"));
        Assert.Contains("size", rows, StringComparison.Ordinal);
        Assert.Contains("depth", rows, StringComparison.Ordinal);
        await ExecuteAsync(
            "delete from doc_1; update log set state = '\\x00', tip_position = 1 where family is not null"
        );
        await _backend.RebuildAsync(null, default);

        Assert.Equal(rows, await DumpAsync("doc_1"));
        Assert.Equal(heads, await DumpAsync("log"));
        var report = await DatabaseVerification.RunAsync(
            _database.ConnectionString,
            VerifyScene.Options,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(report.Faults);
    }

    /// <summary>A list model with plain, changed, forked, anchored and hidden documents, and a single one.</summary>
    async Task<ModelState> WriteAsync()
    {
        var model = await _scene.ModelAsync();
        var single = await _scene.ModelAsync("single");
        await _backend.Catalogue.DeclareAsync([new(model.Id, []), new(single.Id, [])], default);

        await _scene.TakeAsync<DocumentState>(_scene.NewDocument(model.Id, "plain"));
        var changed = _scene.NewDocument(model.Id);
        await _scene.ImportAsync(changed, _scene.Update(changed, changed, "changed"));
        var forked = _scene.NewDocument(model.Id);
        var (earlier, later) = (_scene.Update(forked, forked, "earlier"), _scene.Update(forked, forked, "later"));
        await _scene.ImportAsync(forked, earlier, later, LogScene.Anchor(forked, later, 1_700_000_000));
        var hidden = _scene.NewDocument(model.Id);
        await _scene.ImportAsync(hidden, Hide(hidden));
        var mine = DocumentEvents.SingleInit(single.Id, _scene.Signer.Did);
        await _scene.ImportAsync(mine, _scene.Update(mine, mine, "mine"));
        return model;
    }

    EventBlocks Hide(EventBlocks init)
    {
        var body = (IpldMap)
            DagCborDecoder.ReadStrict(LogScene.UpdatePayload(init.Event.Cid, init.Event.Cid, "hidden").Bytes).Value!;
        return _scene.Sign(DagCborEncoder.ToBlock(body.With("header", IpldMap.Of(("shouldIndex", false)))));
    }

    [Fact]
    public async Task Tables_as_they_were_before_rows_held_ids_are_made_anew_and_filled_from_the_log()
    {
        // Columns that were made again stand behind the others.
        const string Rows = "(select doc, id, controller_no, created_at, updated_at, content::text from doc_1)";
        await WriteAsync();
        var rows = await DumpAsync(Rows);
        await ExecuteAsync(
            """
            alter table doc_1 drop column id, alter column content type jsonb using content::jsonb;
            alter table doc_2 drop column id, alter column content type jsonb using content::jsonb
            """
        );

        await ExecuteAsync(Repository.Read("migrations/0007_document_rows.sql"));
        Assert.Equal("", await DumpAsync("doc_1"));
        Assert.True(await _backend.Catalogue.ResumeAsync(default));

        Assert.Equal(rows, await DumpAsync(Rows));
        Assert.False(await _backend.Catalogue.ResumeAsync(default));
    }

    async Task<string> DumpAsync(string table)
    {
        var lines = new List<string>();
        await using var command = _database.DataSource.CreateCommand($"select t::text from {table} t order by 1");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        return string.Join('\n', lines);
    }

    async Task ExecuteAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    sealed class Steps(List<long> seen) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => seen.Add(value.Logs);
    }
}
