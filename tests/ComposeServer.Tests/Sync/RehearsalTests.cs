using ComposeServer.Ipld.Car;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;

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

        var rehearsed = await RehearseAsync(file, logsMax: 13);

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

        var report = await RehearseAsync(new CarFile([], [.. blocks]).ToBytes(), logsMax: 100);

        Assert.Equal([forged.Event.Cid], Assert.Single(report.Refused).Value.First);
        Assert.Equal([_scene.FirstNote[2].Event.Cid], report.Parked.First);
        Assert.Equal(3, report.Taken);
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(12, false)]
    [InlineData(1, false)]
    public async Task More_streams_than_a_rehearsal_keeps_stop_it(int logsMax, bool isWhole)
    {
        var file = await ExportAsync();

        var report = RehearseAsync(file, logsMax);

        if (isWhole)
            Assert.True((await report).IsComplete);
        else
            await Assert.ThrowsAsync<RehearsalFullException>(() => report);
    }

    async Task<byte[]> ExportAsync()
    {
        await _from.TakeAsync(_scene.Events);
        return await _from.ExportAsync(new ExportSelection.Everything());
    }

    async Task<ImportReport> RehearseAsync(byte[] file, int logsMax)
    {
        var log = new RehearsalLog(_to.Log, logsMax) { CatalogueVersion = 1 };
        await using var intake = _to.IntakeOver(log, log);
        return await new StreamImport(
            new IntakeDoor(intake, log),
            new NoTimeProofs(),
            new(),
            TimeProvider.System
        ).RunAsync([new("x.car", () => new MemoryStream(file), file.Length)], null, default);
    }
}
