using ComposeServer.Ipld.Car;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Rehearsal;

namespace ComposeServer.Tests.Sync;

public sealed class RehearsalTests : IAsyncDisposable
{
    readonly SyncScene _scene = new();
    readonly SyncNode _from = new();
    readonly SyncNode _to = new();

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _from.DisposeAsync();
        await _to.DisposeAsync();
    }

    [Fact]
    public async Task A_rehearsal_reports_what_an_import_reports_and_stores_nothing()
    {
        var file = await ExportAsync();
        // Some of it is here already.
        await _to.TakeAsync([_scene.Interface, _scene.Note, .. _scene.FirstNote.Take(2)]);

        var rehearsed = await RehearseAsync(file);

        Assert.Equal(4, await _to.Log.ReadPositionAsync(default));
        var done = await _to.ImportAsync(file);
        Assert.Equal((done.Taken, done.Known, done.Streams), (rehearsed.Taken, rehearsed.Known, rehearsed.Streams));
        Assert.True(rehearsed.IsComplete);
    }

    [Fact]
    public async Task A_rehearsal_finds_what_is_forged_and_what_is_missing()
    {
        var forged = SyncForgery.WithOtherSignature(_scene.FirstNote[1]);
        var blocks = new[]
        {
            _scene.Interface,
            _scene.Note,
            _scene.FirstNote[0],
            forged,
            _scene.FirstNote[2],
        }.SelectMany(one => new[] { one.Linked!.Value, one.Event });

        var report = await RehearseAsync(new CarFile([], [.. blocks]).ToBytes());

        Assert.Equal([forged.Event.Cid], Assert.Single(report.Refused).Value.First);
        Assert.Equal([_scene.FirstNote[2].Event.Cid], report.Parked.First);
        Assert.Equal(3, report.Taken);
    }

    [Fact]
    public async Task A_fork_is_compared_with_what_is_stored_and_with_what_is_rehearsed()
    {
        var (left, right) = _scene.Fork();
        await _to.TakeAsync([_scene.Interface, _scene.Note, .. _scene.FirstNote]);

        var rehearsed = await RehearseAsync(SyncNode.FileOf([.. left, .. right]));

        Assert.True(rehearsed.IsComplete);
        Assert.Equal(left.Count + right.Count, rehearsed.Taken);
        Assert.Equal(5, await _to.Log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task More_than_a_rehearsal_keeps_stops_it()
    {
        var file = await ExportAsync();
        var enough = 1L;
        while (!await FitsAsync(enough))
            enough *= 2;

        Assert.False(await FitsAsync(enough / 2));
        Assert.False(await FitsAsync(1));

        async Task<bool> FitsAsync(long bytesMax)
        {
            try
            {
                return (await RehearseAsync(file, bytesMax)).IsComplete;
            }
            catch (RehearsalFullException)
            {
                return false;
            }
        }
    }

    async Task<byte[]> ExportAsync()
    {
        await _from.TakeAsync(_scene.Events);
        return await _from.ExportAsync(new ExportSelection.Everything());
    }

    async Task<ImportReport> RehearseAsync(byte[] file, long bytesMax = 1_000_000)
    {
        var log = new RehearsalLog(_to.Log, bytesMax) { CatalogueVersion = 1 };
        await using var intake = _to.Rehearse(log);
        return await new StreamImport(
            new IntakeHistoryDoor(intake, log),
            SyncNode.Asking(),
            new(),
            TimeProvider.System
        ).RunAsync([new("x.car", () => new MemoryStream(file), file.Length)], null, default);
    }
}
