using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.Events;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Sync;

public sealed class ImportLimitTests : IAsyncDisposable
{
    readonly SyncScene _scene = new();
    readonly SyncNode _node = new();

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(5_000, false)]
    public async Task As_many_blocks_are_read_as_the_option_says(int past, bool isWhole)
    {
        var blocks = Enumerable.Range(0, 20 + past).Select(i => Block.Of(Multicodec.Raw, BitConverter.GetBytes(i)));

        var report = await _node.ImportAsync(blocks, new() { FileBlocksMax = 20 });

        Assert.Equal(20, report.Blocks);
        Assert.Equal(isWhole ? null : CarErrorCode.TooManyBlocks, report.Fault?.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1_000_000, false)]
    public async Task A_block_is_read_up_to_the_option(int past, bool isWhole)
    {
        var block = Block.Of(Multicodec.Raw, new byte[1_000 + past]);

        var report = await _node.ImportAsync([block], new ImportOptions { BlockBytesMax = 1_000 });

        Assert.Equal(isWhole ? 1 : 0, report.Blocks);
        Assert.Equal(isWhole ? null : CarErrorCode.BlockTooLarge, report.Fault?.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(100_000, false)]
    public async Task A_file_is_read_up_to_the_option(int past, bool isWhole)
    {
        var file = new CarFile([], [Block.Of(Multicodec.Raw, new byte[500 + past])]).ToBytes();
        var limit = new CarFile([], [Block.Of(Multicodec.Raw, new byte[500])]).ToBytes().Length;

        var report = await _node.ImportAsync(file, new() { FileBytesMax = limit });

        Assert.Equal(isWhole ? null : CarErrorCode.TooLarge, report.Fault?.Code);
    }

    [Fact]
    public async Task A_block_of_more_than_an_event_may_have_is_refused_by_the_intake()
    {
        var large = _scene.NewNote(new string('x', 256_001));

        var report = await _node.ImportAsync([large.Linked!.Value, large.Event]);

        Assert.Equal(["TOO_LARGE"], report.Refused.Keys);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(500, false)]
    public async Task Past_the_window_an_import_stops_and_names_what_is_missing(int envelopes, bool isWhole)
    {
        var events = Enumerable.Range(0, envelopes).Select(i => _scene.NewNote($"note {i:000}")).ToList();
        var perEnvelope = await WaitingBytesOfOneAsync(events[0].Event);

        var report = await _node.ImportAsync(
            events.Select(blocks => blocks.Event),
            new() { WindowBytes = 10 * perEnvelope }
        );

        Assert.Equal(int.Min(envelopes, isWhole ? envelopes : 11), report.Blocks);
        Assert.Equal(int.Min(envelopes, 11), report.Incomplete.Count);
        Assert.Equal(isWhole ? null : ImportFault.WindowFull, report.Fault?.Code);
        if (!isWhole)
            Assert.Contains(events[0].Linked!.Value.Cid.ToString(), report.Fault!.Detail);
    }

    [Fact]
    public async Task Payloads_without_an_envelope_fill_the_window_too_and_are_named()
    {
        var payloads = Enumerable.Range(0, 100).Select(i => _scene.NewNote($"note {i:000}").Linked!.Value).ToList();

        var report = await _node.ImportAsync(payloads, new() { WindowBytes = 10_000 });

        Assert.Equal(ImportFault.WindowFull, report.Fault?.Code);
        Assert.Contains(
            payloads,
            payload => report.Fault!.Detail.Contains(payload.Cid.ToString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Blocks_that_can_belong_to_no_event_do_not_fill_the_window()
    {
        var foreign = Enumerable.Range(0, 200).Select(i => DagCborEncoder.ToBlock(IpldMap.Of(("number", i))));

        var report = await _node.ImportAsync(foreign, new() { WindowBytes = 10_000 });

        Assert.Null(report.Fault);
        Assert.Equal(200, report.Ignored.Count);
    }

    [Fact]
    public async Task Untouched_deterministic_documents_do_not_fill_the_window()
    {
        await _node.ImportAsync([.. SyncNode.BlocksOf(_scene.Interface), .. SyncNode.BlocksOf(_scene.Single)]);
        var untouched = Enumerable
            .Range(0, 200)
            .Select(i => Seeds.Key($"reader {i}"))
            .Select(key => DocumentEvents.SingleInit(_scene.SingleId, key.Did).Event);

        var report = await _node.ImportAsync(untouched, new() { WindowBytes = 20_000 });

        Assert.True(report.IsComplete);
        Assert.Equal(200, report.Taken);
    }

    [Fact]
    public async Task Parked_documents_are_given_up_when_the_window_is_full()
    {
        var notes = Enumerable.Range(0, 200).SelectMany(i => SyncNode.BlocksOf(_scene.NewNote($"note {i}")));

        var report = await _node.ImportAsync(notes, new() { WindowBytes = 20_000, BatchEventsMax = 10 });

        Assert.Null(report.Fault);
        Assert.Equal((0, 200), (report.Taken, report.Parked.Count));
    }

    [Fact]
    public async Task A_file_in_the_order_of_an_export_needs_a_window_of_a_few_events()
    {
        await using var from = new SyncNode();
        await from.TakeAsync(_scene.Events);

        var report = await _node.ImportAsync(
            await from.ExportAsync(new ExportSelection.Everything()),
            new() { WindowBytes = 24_000, BatchEventsMax = 3 }
        );

        Assert.True(report.IsComplete, report.Fault?.Detail);
        Assert.Equal(await from.StatesAsync(), await _node.StatesAsync());
    }

    /// <summary>The smallest window that holds one envelope which waits for its payload.</summary>
    static async Task<long> WaitingBytesOfOneAsync(Block envelope)
    {
        var bytes = 1L;
        await using var node = new SyncNode();
        while ((await node.ImportAsync([envelope], new ImportOptions { WindowBytes = bytes })).Fault is not null)
            bytes++;
        return bytes;
    }
}
