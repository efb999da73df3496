using ComposeServer.Streams;
using ComposeServer.Sync.Pull;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary>Streams of a node that runs in another one, over HTTP, both over real databases.</summary>
public sealed class PullTests(PullScene scene) : IClassFixture<PullScene>
{
    [Fact]
    public async Task All_streams_of_a_node_are_in_another_one_with_their_ids_commits_states_and_pages()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await using (var parts = await PullScene.OpenAsync(database))
        {
            var report = await scene.PullAsync(parts, new());
            var unindexed = await parts.IndexAsync(report.Indexes, default);
            var rebuilt = await parts.RebuildAsync(null, default);

            Assert.True(report.IsComplete, report.ToString());
            Assert.Empty(unindexed);
            Assert.Equal((4, 1), (report.Models, report.Import.TimesUnverified));
            Assert.Equal(report.Read, report.Import.Streams);
            Assert.Equal(0, rebuilt.Mended);
        }

        await using var node = await TestNode.StartAsync(database, configure: PullScene.OptionsOf);
        foreach (var id in scene.Streams)
            Assert.Equal(await PullScene.AnswersAsync(scene.Node, id), await PullScene.AnswersAsync(node, id));
        await node.DeployAsync(PullScene.Schema);
        var notes = (await node.Anonymous.AskAsync(PullScene.Notes)).Data;
        JsonAssert.Equal((await scene.Node.Anonymous.AskAsync(PullScene.Notes)).Data, notes);
        Assert.Equal(5, notes.Number("noteCount"));
    }

    [Fact]
    public async Task A_second_pull_changes_nothing()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var parts = await PullScene.OpenAsync(database);
        await scene.PullAsync(parts, new());
        var before = await Footprint.OfAsync(database.DataSource);

        var report = await scene.PullAsync(parts, new());

        Assert.True(report.IsComplete);
        Assert.Equal(before, await Footprint.OfAsync(database.DataSource));
    }

    [Fact]
    public async Task A_rehearsal_tells_what_a_pull_would_do_and_stores_nothing()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var parts = await PullScene.OpenAsync(database);
        var before = await Footprint.OfAsync(database.DataSource);

        var rehearsed = await scene.PullAsync(parts, new(), isRehearsal: true);

        Assert.Equal(before, await Footprint.OfAsync(database.DataSource));
        var done = await scene.PullAsync(parts, new());
        Assert.True(rehearsed.IsComplete);
        Assert.Equal(
            (done.Models, done.Read, done.Import.Taken, done.Import.TimesUnverified),
            (rehearsed.Models, rehearsed.Read, rehearsed.Import.Taken, rehearsed.Import.TimesUnverified)
        );
    }

    [Fact]
    public async Task What_was_written_since_comes_with_the_next_pull()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var parts = await PullScene.OpenAsync(database);
        var notes = new PullSelection { Models = [scene.Note] };
        await scene.PullAsync(parts, notes);
        using var key = Seeds.Key("late writer");
        var late = new EventAuthor(key).Create(scene.Note, new { title = "zz late" });
        _ = (await scene.Node.Api.CreateAsync(StreamType.Document, late)).Ok;

        var report = await scene.PullAsync(parts, notes);

        Assert.True(report.IsComplete);
        Assert.Equal((1, 1), (report.Import.Taken, report.Import.Streams));
        // Taken back, so that the other tests find what they count.
        _ = (
            await scene.Node.Api.CommitAsync(
                new StreamId(StreamType.Document, late.Event.Cid).ToString(),
                new EventAuthor(key).Change(
                    (
                        await scene.Node.Api.GetAsync($"streams/{new StreamId(StreamType.Document, late.Event.Cid)}")
                    ).Ok.At("state"),
                    "[]",
                    shouldIndex: false
                )
            )
        ).Ok;
    }

    [Fact]
    public async Task What_was_pulled_is_exported_and_imported_with_its_partial_proofs_where_that_is_asked_for()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var other = await TestPostgres.CreateDatabaseAsync();
        using var file = new MemoryStream();
        await using (var parts = await PullScene.OpenAsync(database))
        {
            await scene.PullAsync(parts, new PullSelection { Streams = [scene.AnchoredNote] });
            await parts.Export.WriteAsync(
                new ComposeServer.Sync.Export.ExportSelection.Everything(),
                file,
                null,
                default
            );
        }

        await using var target = await PullScene.OpenAsync(other);
        var report = await target.ImportAsync(
            [new("export.car", () => new MemoryStream(file.ToArray()), file.Length)],
            new() { KeepsPartialProofs = true },
            null,
            default
        );

        Assert.True(report.IsComplete);
        Assert.Equal(1, report.TimesUnverified);
    }
}
