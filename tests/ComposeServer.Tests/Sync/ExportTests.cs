using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Sync.Export;

namespace ComposeServer.Tests.Sync;

public sealed class ExportTests : IAsyncDisposable
{
    readonly SyncScene _scene = new();
    readonly SyncNode _node = new();

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task What_an_oneneeds_stands_before_it_and_shared_blocks_stand_once()
    {
        await _node.TakeAsync(_scene.Events);

        var blocks = SyncNode.BlocksOf(await _node.ExportAsync(new ExportSelection.Everything()));

        var cids = blocks.Select(block => block.Cid).ToList();
        Assert.Equal(cids.Count, cids.Distinct().Count());
        Assert.All(_scene.Events, StandsInOrder);

        void StandsInOrder(EventBlocks one)
        {
            var at = cids.IndexOf(one.Event.Cid);
            Assert.All(
                new[] { one.Capability, one.Linked }.OfType<Block>(),
                block => Assert.InRange(cids.IndexOf(block.Cid), 0, at - 1)
            );
        }
    }

    [Fact]
    public async Task A_model_and_its_interface_stand_before_a_document_that_was_asked_for_alone()
    {
        await _node.TakeAsync(_scene.Events);
        var document = new StreamId(StreamType.Document, _scene.FirstNote[0].Event.Cid);

        var (file, report) = await _node.ReportExportAsync(new ExportSelection.Streams([document]));

        EventBlocks[] expected = [_scene.Interface, _scene.Note, .. _scene.FirstNote];
        Assert.Equal(expected.SelectMany(one => new[] { one.Linked!.Value, one.Event }), SyncNode.BlocksOf(file));
        Assert.Equal((3, 5, 10), (report.Streams, report.Events, report.Blocks));
    }

    [Fact]
    public async Task A_time_oneis_followed_by_its_proof_and_the_nodes_of_its_tree()
    {
        await _node.TakeAsync(_scene.Events);
        var time = _scene.TimeEvents[0];

        var blocks = SyncNode.BlocksOf(await _node.ExportAsync(new ExportSelection.OfModel(_scene.NoteId))).ToList();

        var at = blocks.FindIndex(block => block.Cid == time.Event.Cid);
        Assert.Equal(time.Evidence!.Blocks, blocks[(at + 1)..(at + 3)]);
    }

    [Fact]
    public async Task Few_streams_are_named_by_their_tips()
    {
        await _node.TakeAsync(_scene.Events);
        var document = new StreamId(StreamType.Document, _scene.FirstNote[0].Event.Cid);

        var file = await _node.ExportAsync(new ExportSelection.Streams([document, document]));

        Assert.Equal([_scene.FirstNote[2].Event.Cid], RootsOf(file));
    }

    [Theory]
    [InlineData(StreamExport.RootsMax, false)]
    [InlineData(StreamExport.RootsMax + 1, true)]
    [InlineData(0, true)]
    public async Task More_streams_than_a_header_names_begin_with_a_block_that_says_what_the_file_is(
        int streams,
        bool hasManifest
    )
    {
        if (streams > 0)
            await _node.TakeAsync([_scene.Interface, _scene.Note]);
        for (var i = 2; i < streams; i++)
            await _node.TakeAsync(_scene.NewNote($"note {i}"));

        var file = await _node.ExportAsync(new ExportSelection.Everything());

        var roots = RootsOf(file);
        Assert.Equal(hasManifest ? 1 : streams, roots.Count);
        Assert.Equal(hasManifest, roots[0] == SyncNode.BlocksOf(file)[0].Cid);
    }

    [Fact]
    public async Task By_controller_come_that_accounts_streams_and_the_models_that_they_need()
    {
        await _node.TakeAsync(_scene.Events);

        var file = await _node.ExportAsync(new ExportSelection.OfController(_scene.SessionAccount));
        await using var other = new SyncNode();
        await other.ImportAsync(file);

        // Two notes, their model and its interface. A document that nobody has written to is no stream yet.
        Assert.Equal(4, (await other.StatesAsync()).Count);
    }

    [Fact]
    public async Task A_stream_that_is_not_here_is_named_and_nothing_is_written()
    {
        await _node.TakeAsync(_scene.Interface);
        using var file = new MemoryStream();
        var export = new StreamExport(_node.Log, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<ExportException>(async () =>
            await export.WriteAsync(new ExportSelection.OfModel(_scene.NoteId), file, null, default)
        );

        Assert.Equal(ExportException.StreamNotFound, refused.Code);
        Assert.Contains(_scene.NoteId.ToString(), refused.Message);
        Assert.Equal(0, file.Length);
    }

    [Fact]
    public void A_shared_block_is_written_again_after_many_others()
    {
        var recent = new RecentBlocks(bytesMax: 100);
        var blocks = Enumerable.Range(0, 4).Select(i => Block.Of(Multicodec.Raw, new byte[40 + i])).ToArray();

        Assert.True(recent.Add(blocks[0]));
        Assert.False(recent.Add(blocks[0]));
        Assert.True(recent.Add(blocks[1]));
        Assert.True(recent.Add(blocks[2]));
        Assert.True(recent.Add(blocks[0]));
        Assert.Equal(2, recent.Count);
    }

    static IReadOnlyList<Cid> RootsOf(byte[] file)
    {
        Assert.True(CarFile.TryRead(file, CarLimits.Default, out var car, out _));
        return car.Roots;
    }
}
