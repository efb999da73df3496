using ComposeServer.Identity.Dids;
using ComposeServer.Server.Host;
using ComposeServer.Sync.Export;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary>Streams of one node in another, by way of a CAR, both over real databases.</summary>
public sealed class TransferTests(TransferScene scene) : IClassFixture<TransferScene>
{
    [Fact]
    public async Task All_streams_of_a_node_are_in_another_one_with_their_ids_commits_contents_and_index_rows()
    {
        var database = await DeployedAsync();

        var report = await TransferScene.ImportAsync(
            database,
            await scene.ExportAsync(new ExportSelection.Everything())
        );

        Assert.True(report.IsComplete);
        Assert.Equal(20, report.Taken);
        Assert.Equal((2, 15), (report.Known, report.Streams));
        await using var node = await TestNode.StartAsync(database);
        JsonAssert.Equal(scene.Answer, (await node.Anonymous.AskAsync(TransferScene.Pages)).Data);
        foreach (var (id, state) in scene.States)
            Assert.Equal(state, await TransferScene.StateAsync(node, id));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        var file = await scene.ExportAsync(new ExportSelection.Everything());
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await TransferScene.ImportAsync(database, file);
        var before = await Footprint.OfAsync(database.DataSource);

        var report = await TransferScene.ImportAsync(database, file);

        Assert.Equal((0, 22), (report.Taken, report.Known));
        Assert.Equal(before, await Footprint.OfAsync(database.DataSource));
    }

    [Fact]
    public async Task A_rehearsal_tells_what_an_import_would_do_and_stores_nothing()
    {
        var file = await scene.ExportAsync(new ExportSelection.Everything());
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var before = await Footprint.OfAsync(database.DataSource);

        var rehearsed = await TransferScene.ImportAsync(database, file, isRehearsal: true);

        Assert.Equal(before, await Footprint.OfAsync(database.DataSource));
        var done = await TransferScene.ImportAsync(database, file);
        Assert.Equal((done.Taken, done.Known, done.Streams), (rehearsed.Taken, rehearsed.Known, rehearsed.Streams));
        Assert.True(rehearsed.IsComplete);
    }

    [Fact]
    public async Task A_rehearsal_verifies_signatures()
    {
        var file = await scene.ExportAsync(new ExportSelection.Streams([scene.ChangedNote]));
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await TransferScene.ImportAsync(database, await scene.ExportAsync(new ExportSelection.Streams([scene.Note])));

        var report = await TransferScene.ImportAsync(
            database,
            TransferForgery.BreakSignatures(file),
            isRehearsal: true
        );

        Assert.Equal(0, report.Taken);
        Assert.NotEmpty(report.Refused);
    }

    [Fact]
    public async Task One_stream_comes_with_its_model_alone()
    {
        await ExpectAsync(new ExportSelection.Streams([scene.ChangedNote]), streams: 2, events: 3);
    }

    [Fact]
    public async Task A_model_comes_with_all_its_documents()
    {
        await ExpectAsync(new ExportSelection.OfModel(scene.Note), streams: 11, events: 16);
    }

    [Fact]
    public async Task An_authors_documents_come_with_their_models()
    {
        await ExpectAsync(new ExportSelection.OfController(scene.Account), streams: 12, events: 12);
    }

    [Fact]
    public async Task An_author_of_nothing_gives_a_file_without_streams()
    {
        await ExpectAsync(
            new ExportSelection.OfController(Did.Parse("did:pkh:eip155:1:0x0000000000000000000000000000000000000001")),
            0,
            0
        );
    }

    [Fact]
    public async Task Nothing_is_read_or_written_beside_a_server_that_runs()
    {
        await using var node = await TestNode.StartAsync();
        await node.Api.GetAsync("node/chains");

        var refused = await Assert.ThrowsAsync<StartException>(() =>
            OfflineParts.OpenAsync(TransferScene.OptionsOf(node.Database), true, TimeProvider.System, default)
        );

        Assert.Equal("DATABASE_IN_USE", refused.Code);
    }

    async Task ExpectAsync(ExportSelection selection, long streams, long events)
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var report = await TransferScene.ImportAsync(database, await scene.ExportAsync(selection));

        Assert.True(report.IsComplete);
        Assert.Equal((streams, events, 0L), (report.Streams, report.Taken, report.Ignored.Count));
    }

    /// <summary>A database with the models indexed and served, and no document.</summary>
    static async Task<TestDatabase> DeployedAsync()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        using var admin = Seeds.Key("admin");
        var options = TransferScene.OptionsOf(database) with { Port = 0, AdminDids = [admin.Did.Text] };
        await using var host = await ComposeHost.StartAsync(options, TimeProvider.System, default);
        using var client = new NodeClient(new Uri(host.Addresses[0]), admin);
        await client.DeployAsync(TransferScene.Schema);
        return database;
    }
}
