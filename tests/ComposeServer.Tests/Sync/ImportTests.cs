using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;

namespace ComposeServer.Tests.Sync;

public sealed class ImportTests : IAsyncDisposable
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
    public async Task What_was_exported_imports_into_an_empty_node_with_the_same_tips_and_contents()
    {
        var file = await ExportAsync();

        var report = await _to.ImportAsync(file);

        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
        Assert.True(report.IsComplete);
        Assert.Equal((_scene.ExportedCount, 0, file.Length), (report.Taken, report.Known, report.Bytes));
        Assert.Equal((12, 0, 2), (report.Streams, report.Ignored.Count, report.TimesUnverified));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        var file = await ExportAsync();
        await _to.ImportAsync(file);
        var position = await _to.Log.ReadPositionAsync(default);

        var report = await _to.ImportAsync(file);

        Assert.Equal((0, _scene.ExportedCount), (report.Taken, report.Known));
        Assert.Equal(position, await _to.Log.ReadPositionAsync(default));
        Assert.True(report.IsComplete);
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_completed_by_the_next()
    {
        var file = await ExportAsync();
        var first = await _to.ImportAsync(file[..(file.Length / 2)]);

        var second = await _to.ImportAsync(file);

        Assert.Equal(CarErrorCode.Truncated, first.Fault!.Code);
        Assert.InRange(first.Taken, 1, _scene.ExportedCount - 1);
        Assert.Equal(first.Taken, second.Known);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task A_flipped_byte_stops_the_file_where_it_is_and_keeps_what_came_before()
    {
        var file = await ExportAsync();
        var damaged = _scene.FirstNote[2].Linked!.Value.Bytes.Span;
        file[file.AsSpan().IndexOf(damaged) + damaged.Length / 2] ^= 0x10;

        var report = await _to.ImportAsync(file);

        Assert.Equal(CarErrorCode.HashMismatch, report.Fault!.Code);
        Assert.Equal("0.car", report.Fault.File);
        // Three models and the first two events of the first note.
        Assert.Equal(5, report.Taken);
        Assert.Equal(5, await _to.Log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task Without_its_payload_an_oneis_incomplete_and_those_after_it_are_parked()
    {
        var lost = _scene.FirstNote[1];
        var blocks = SyncNode.BlocksOf(await ExportAsync()).Where(block => block.Cid != lost.Linked!.Value.Cid);

        var report = await _to.ImportAsync(blocks);

        Assert.Equal([lost.Event.Cid], report.Incomplete.First);
        Assert.Equal([lost.Linked!.Value.Cid], report.Missing.First);
        Assert.Equal([_scene.FirstNote[2].Event.Cid], report.Parked.First);
        Assert.Equal(_scene.ExportedCount - 2, report.Taken);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public async Task A_payload_that_comes_in_another_file_completes_the_event()
    {
        var late = _scene.FirstNote[1].Linked!.Value;
        var blocks = SyncNode.BlocksOf(await ExportAsync()).Where(block => block.Cid != late.Cid).ToList();

        var report = await _to.ImportAsync([new CarFile([], blocks).ToBytes(), new CarFile([], [late]).ToBytes()]);

        Assert.True(report.IsComplete);
        Assert.Equal(2, report.Files);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task Documents_of_a_model_that_is_nowhere_are_parked()
    {
        var report = await _to.ImportAsync(_scene.FirstNote.SelectMany(SyncNode.BlocksOf));

        Assert.Equal((0, 3), (report.Taken, report.Parked.Count));
        Assert.Equal(0, await _to.Log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task Blocks_that_belong_to_no_oneare_counted_and_ignored()
    {
        Block[] foreign =
        [
            Block.Of(Multicodec.Raw, "picture"u8.ToArray()),
            Block.Of(Multicodec.DagPb, "folder"u8.ToArray()),
            DagCborEncoder.ToBlock(IpldMap.Of(("some", "map"))),
            Block.Of(Multicodec.DagCbor, "not CBOR"u8.ToArray()),
            Block.Of(Multicodec.DagJose, DagCborEncoder.Encode(IpldMap.Of(("ciphertext", "x")))),
            new(Cid.Create(Multicodec.DagCbor, Multihash.Identity, [0xa0]), new byte[] { 0xa0 }),
            // A payload and a tree node that nobody names.
            DagCborEncoder.ToBlock(IpldMap.Of(("data", "x"), ("header", IpldMap.Empty))),
            DagCborEncoder.ToBlock(IpldList.Of(_scene.Note.Event.Cid, _scene.Note.Event.Cid)),
        ];
        var blocks = SyncNode.BlocksOf(await ExportAsync());

        var report = await _to.ImportAsync(foreign.Concat(blocks));

        Assert.Equal(foreign.Length, report.Ignored.Count);
        Assert.Equal(CidSample.FirstMax, report.Ignored.First.Count);
        Assert.True(report.IsComplete);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task A_forged_signature_is_refused_by_its_code_and_takes_only_what_builds_on_it_along()
    {
        var forged = SyncForgery.WithOtherSignature(_scene.FirstNote[0]);
        var blocks = SyncNode
            .BlocksOf(_scene.Interface)
            .Concat(SyncNode.BlocksOf(_scene.Note))
            .Concat(SyncNode.BlocksOf(forged));

        var report = await _to.ImportAsync(blocks.Concat(SyncNode.BlocksOf(_scene.FirstNote[0])));

        var (code, sample) = Assert.Single(report.Refused);
        Assert.Equal(RefusalCode.InvalidSignature, code);
        Assert.Equal([forged.Event.Cid], sample.First);
        Assert.Equal(3, report.Taken);
    }

    [Fact]
    public async Task An_untouched_deterministic_document_is_told_from_a_payload_by_the_root_that_names_it()
    {
        await _from.TakeAsync(_scene.Events);
        var init = _scene.Untouched.Event.Cid;
        var id = new StreamId(StreamType.Document, init);

        var report = await _to.ImportAsync(await _from.ExportAsync(new ExportSelection.Streams([id])));

        Assert.Contains(init, await _to.Log.KnownAsync([init], default));
        Assert.Equal((2, 0), (report.Taken, report.Ignored.Count));
    }

    async Task<byte[]> ExportAsync()
    {
        await _from.TakeAsync(_scene.Events);
        return await _from.ExportAsync(new ExportSelection.Everything());
    }
}
