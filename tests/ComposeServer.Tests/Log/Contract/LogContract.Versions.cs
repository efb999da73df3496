using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Models with versions, and documents that name them.</summary>
public abstract partial class LogContract
{
    static readonly IpldMap Sized = IpldMap.Of(("text", "a"), ("size", 1));

    [Fact]
    public async Task A_document_is_judged_by_the_version_of_its_model_that_it_names()
    {
        await using var scene = await StartWithVersionsAsync();
        var model = await scene.ModelAsync();
        var second = scene.ModelChange(model.Id, model.Tip);
        var third = scene.ModelChange(model.Id, second.Event.Cid, "depth");
        await scene.TakeAsync<ModelState>(second);
        await scene.TakeAsync<ModelState>(third);

        var named = await scene.TakeAsync<DocumentState>(scene.NewDocument(model.Id, second.Event.Cid, Sized));
        var first = await scene.SubmitAsync(scene.NewDocument(model.Id, model.Id.Init, Sized));
        var tooNew = IpldMap.Of(("depth", 1));

        Assert.Equal(second.Event.Cid, named.ModelVersion);
        Assert.Equal(RefusalCode.SchemaViolation, Refused(first));
        Assert.Equal(
            RefusalCode.SchemaViolation,
            Refused(await scene.SubmitAsync(scene.NewDocument(model.Id, second.Event.Cid, tooNew)))
        );
        await scene.TakeAsync<DocumentState>(scene.NewDocument(model.Id, third.Event.Cid, tooNew));
    }

    [Fact]
    public async Task A_version_that_is_not_here_is_refused_to_a_client_and_waited_for_by_history()
    {
        await using var scene = await StartWithVersionsAsync();
        var model = await scene.ModelAsync();
        var second = scene.ModelChange(model.Id, model.Tip);
        var document = scene.NewDocument(model.Id, second.Event.Cid, Sized);

        Assert.IsType<Outcome.Missing>(await scene.SubmitAsync(document));
        Assert.IsType<Outcome.Parked>(Assert.Single(await scene.ImportAsync(document)));
        await scene.ImportAsync(second);
        await scene.SettleAsync();

        Assert.Equal(second.Event.Cid, (await scene.StateAsync(document)).ModelVersion);
    }

    [Fact]
    public async Task Of_two_changes_of_a_model_both_are_versions_whichever_wins()
    {
        await using var scene = await StartWithVersionsAsync();
        var model = await scene.ModelAsync();
        var (left, right) = (
            scene.ModelChange(model.Id, model.Tip, "left"),
            scene.ModelChange(model.Id, model.Tip, "right")
        );
        await scene.ImportAsync(left);
        await scene.ImportAsync(right);

        await scene.TakeAsync<DocumentState>(scene.NewDocument(model.Id, left.Event.Cid, IpldMap.Of(("left", 1))));
        await scene.TakeAsync<DocumentState>(scene.NewDocument(model.Id, right.Event.Cid, IpldMap.Of(("right", 1))));
    }

    [Fact]
    public async Task What_was_taken_with_versions_is_read_where_they_are_refused_again()
    {
        await using var store = await OpenAsync();
        Cid version;
        EventBlocks document;
        StreamId model;
        await using (var scene = WithVersions(store.Shared()))
        {
            var made = await scene.ModelAsync();
            var change = scene.ModelChange(made.Id, made.Tip);
            await scene.TakeAsync<ModelState>(change);
            document = scene.NewDocument(made.Id, change.Event.Cid, Sized);
            await scene.TakeAsync<DocumentState>(document);
            (model, version) = (made.Id, change.Event.Cid);
        }

        await using var later = new LogScene(store.Shared());
        var changed = await later.TakeAsync<DocumentState>(later.Update(document, document, "b"));
        var atFirst = await later.States.AtAsync(LogScene.NameOf(document), document.Event.Cid, default);
        var refused = await later.SubmitAsync(later.ModelChange(model, version, "depth"));

        Assert.Equal(version, changed.ModelVersion);
        Assert.Equal("""{"size":1,"text":"b"}""", changed.Content.ToString());
        Assert.Equal(version, Assert.IsType<DocumentState>(atFirst).ModelVersion);
        Assert.Equal(
            (RefusalCode.NotAllowed, "Cannot update a finalized Model"),
            (Refused(refused), ((Outcome.Refused)refused).Reason.Detail)
        );
        var imported = Assert.Single(await later.ImportAsync(later.ModelChange(model, version, "depth")));
        Assert.Equal(RefusalCode.NotAllowed, Refused(imported));
    }

    async Task<LogScene> StartWithVersionsAsync() => WithVersions(await OpenAsync());

    static LogScene WithVersions(LogStore store) => new(store, families: StreamFamilies.Make(ModelUpdates.Taken));

    static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reason.Code;
}
