using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;

namespace ComposeServer.Tests.Sync;

public sealed class ImportOrderTests : IAsyncDisposable
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

    [Theory]
    [InlineData(4_096)]
    [InlineData(7)]
    [InlineData(1)]
    public async Task Blocks_in_any_order_give_the_same_streams_whatever_the_size_of_a_batch(int batchEventsMax)
    {
        var blocks = await BlocksAsync();
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            await using var node = new SyncNode();

            var report = await node.ImportAsync(
                blocks.OrderBy(_ => chance.Next()).ToList(),
                new() { BatchEventsMax = batchEventsMax }
            );

            Assert.True(report.IsComplete, $"seed {seed}, round {round}: {report}");
            Assert.Equal(await _from.StatesAsync(), await node.StatesAsync());
            Assert.Equal((_scene.ExportedCount, 0L), (report.Taken, report.Ignored.Count));
        }
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(1)]
    public async Task Blocks_in_reverse_order_give_the_same_streams(int batchEventsMax)
    {
        var blocks = await BlocksAsync();

        var report = await _to.ImportAsync(blocks.Reverse(), new() { BatchEventsMax = batchEventsMax });

        Assert.True(report.IsComplete);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task Every_block_twice_in_a_row_is_as_good_as_once()
    {
        var blocks = await BlocksAsync();

        var report = await _to.ImportAsync(blocks.SelectMany(block => new[] { block, block }));

        Assert.True(report.IsComplete);
        Assert.Equal((_scene.ExportedCount, 0L), (report.Taken, report.Ignored.Count));
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(3)]
    public async Task A_file_twice_over_is_as_good_as_once(int batchEventsMax)
    {
        var blocks = await BlocksAsync();

        var report = await _to.ImportAsync(
            [.. blocks, .. blocks],
            new ImportOptions { BatchEventsMax = batchEventsMax }
        );

        Assert.True(report.IsComplete);
        Assert.Equal(_scene.ExportedCount, report.Taken);
        Assert.Equal(0, report.Ignored.Count);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task Each_stream_is_handed_over_in_causal_order_and_never_twice_at_a_time()
    {
        var blocks = await BlocksAsync();
        var door = new WatchedDoor(_to.Door);
        _to.Door = door;

        await _to.ImportAsync(blocks.Reverse(), new() { BatchEventsMax = 5 });

        Assert.Equal(0, door.Overlaps);
        Assert.InRange(door.InFlightMost, 1, 256);
        foreach (var log in _scene.Events.Where(blocks => blocks != _scene.Untouched).GroupBy(InitOf))
            Assert.Equal(
                log.Select(blocks => blocks.Event.Cid),
                door.HandedOver.Where(blocks => InitOf(blocks) == log.Key).Select(blocks => blocks.Event.Cid)
            );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_streams_are_handed_over_at_a_time_than_the_option_says(int chainsInFlightMax)
    {
        var blocks = await BlocksAsync();
        var door = new WatchedDoor(_to.Door);
        _to.Door = door;

        await _to.ImportAsync(blocks, new() { ChainsInFlightMax = chainsInFlightMax });

        Assert.InRange(door.InFlightMost, 1, chainsInFlightMax);
    }

    [Fact]
    public async Task Branches_that_part_lead_to_the_same_tip_in_any_order()
    {
        var (left, right) = _scene.Fork();
        await _from.TakeAsync(_scene.Events);
        Assert.True((await _from.ImportAsync(SyncNode.FileOf([.. left, .. right]))).IsComplete);
        var blocks = SyncNode.BlocksOf(await _from.ExportAsync(new ExportSelection.Everything()));

        var report = await _to.ImportAsync(blocks.Reverse(), new() { BatchEventsMax = 4 });

        Assert.True(report.IsComplete);
        Assert.Equal(_scene.ExportedCount + 4, report.Taken);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    async Task<IReadOnlyList<Block>> BlocksAsync()
    {
        await _from.TakeAsync(_scene.Events);
        return SyncNode.BlocksOf(await _from.ExportAsync(new ExportSelection.Everything()));
    }

    static Cid InitOf(EventBlocks blocks) => WatchedDoor.InitOf(blocks);
}
