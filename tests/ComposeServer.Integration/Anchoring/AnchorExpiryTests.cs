using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Integration.Sync;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Anchoring;

/// <summary>Times outlive the server that gave them, and with them what was written in sessions that have ended (ceramic.md 5.1, 5.2).</summary>
public class AnchorExpiryTests
{
    /// <summary>A session, a day of lenience for history, five minutes for clocks, and then some.</summary>
    static readonly TimeSpan PastAll = SessionRequest.DefaultLifetime + TimeSpan.FromDays(2);

    [Fact]
    public async Task What_was_anchored_before_its_session_ended_can_be_read_and_moved_for_ever_and_the_rest_only_read()
    {
        await using var scene = await AnchoringScene.StartAsync();
        using var ada = new Account("Ada");
        using var session = ada.NewSession(scene.Clock);
        var author = new EventAuthor(session);
        var kept = await WriteAsync(scene, author, "anchored", anchor: true);
        var unproven = await WriteAsync(scene, author, "not anchored", anchor: false);
        var before = await scene.AnchoredAsync(kept);
        Assert.True(before.Number("log.0.timestamp") < before.Number("log.0.expirationTime"));

        scene.Clock.Shift(PastAll);

        JsonAssert.Equal(before, await scene.StateAsync(kept));
        Assert.Equal("not anchored", (await scene.StateAsync(unproven)).Text("content.title"));
        await scene.Node.StopAsync();
        var file = await ExportAsync(scene, kept, unproven);
        // The node that runs on it in the end drops it.
        var database = await TestPostgres.CreateDatabaseAsync();
        var report = await ImportAsync(database, file, scene.Clock);
        // The document's, and its model's.
        Assert.Equal((2, 0), (report.TimesVerified, report.TimesUnverified));
        var refused = Assert.Single(report.Refused);
        Assert.Equal("CAPABILITY_EXPIRED", refused.Key);

        await using var node = await TestNode.StartAsync(database, scene.Clock);
        JsonAssert.Equal(before, (await node.Api.GetAsync($"streams/{kept}")).Ok.At("state"));
        Assert.Equal("STREAM_NOT_FOUND", (await node.Api.GetAsync($"streams/{unproven}")).Code);
    }

    [Fact]
    public async Task An_anchor_that_comes_after_the_end_of_the_session_says_so_and_saves_nothing()
    {
        await using var scene = await AnchoringScene.StartAsync();
        using var ada = new Account("Ada");
        using var session = ada.NewSession(scene.Clock);
        var late = await WriteAsync(scene, new(session), "late", anchor: false);
        scene.Clock.Shift(PastAll);
        Assert.Equal(1, (await scene.Node.Api.PostAsync($"streams/{late}/anchor", new { })).Ok.Number("anchorStatus"));

        var state = await scene.AnchoredAsync(late);

        Assert.True(state.Number("log.0.timestamp") > state.Number("log.0.expirationTime"));
        await scene.Node.StopAsync();
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var report = await ImportAsync(database, await ExportAsync(scene, late), scene.Clock);
        Assert.Contains("CAPABILITY_EXPIRED", report.Refused.Keys);
    }

    [Fact]
    public async Task Times_are_the_same_after_a_restart_and_a_file_that_comes_back_changes_none()
    {
        await using var scene = await AnchoringScene.StartAsync();
        var id = (await scene.CreateAsync("kept")).Text("streamId")!;
        var before = await scene.AnchoredAsync(id);
        await scene.Node.StopAsync();
        var file = await ExportAsync(scene, id);

        scene.Clock.Shift(TimeSpan.FromDays(1));
        var report = await ImportAsync(scene.Node.Database, file, scene.Clock);
        await using var again = await scene.Node.StartAnotherAsync(AnchoringScene.Anchoring);

        Assert.Equal(0, report.Taken);
        JsonAssert.Equal(before, await scene.StateAsync(id, again));
    }

    static async Task<string> WriteAsync(AnchoringScene scene, EventAuthor author, string title, bool anchor)
    {
        var genesis = Testing.Nodes.NodeApi.ToJson(author.Create(scene.Model("Post"), SocialWrites.Post(title)));
        var reply = await scene.Node.Api.PostAsync(
            "streams",
            new
            {
                type = 3,
                genesis,
                opts = new { anchor },
            }
        );
        return reply.Ok.Text("streamId")!;
    }

    static ServerOptions OptionsOf(TestDatabase database) => TransferScene.OptionsOf(database);

    static async Task<byte[]> ExportAsync(AnchoringScene scene, params string[] ids)
    {
        await using var parts = await OfflineParts.OpenAsync(
            OptionsOf(scene.Node.Database),
            mayCreate: false,
            scene.Clock,
            default
        );
        using var file = new MemoryStream();
        var selection = new ExportSelection.Streams([.. ids.Select(id => StreamId.Parse(id))]);
        await parts.Export.WriteAsync(selection, file, null, default);
        return file.ToArray();
    }

    static async Task<ImportReport> ImportAsync(TestDatabase database, byte[] file, TimeProvider clock)
    {
        await using var parts = await OfflineParts.OpenAsync(OptionsOf(database), mayCreate: true, clock, default);
        ImportSource[] files = [new("export.car", () => new MemoryStream(file), file.Length)];
        return await parts.ImportAsync(files, new(), null, default);
    }
}
