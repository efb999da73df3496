using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Tile;
using ComposeServer.Sync.Export;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Sync;

/// <summary>Streams that are neither models nor documents.</summary>
public sealed class OtherKindsTests : IAsyncDisposable
{
    readonly LinkScene _links = new();
    readonly TileScene _tiles = new(TileFamilyOptions.AsReference);
    readonly SyncNode _from = new();
    readonly SyncNode _to = new();

    public async ValueTask DisposeAsync()
    {
        _links.Dispose();
        _tiles.Dispose();
        await _from.DisposeAsync();
        await _to.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_travels_although_nothing_of_it_is_in_an_envelope(bool isReversed)
    {
        var init = Caip10LinkEvents.Init(_links.Ethereum);
        var link = _links.Lab.Take<Caip10LinkState>(init);
        await _from.TakeAsync(init, LinkScene.Event(link, _links.Proof(_tiles.Signer.Did.Text, 1_700_000_000)));
        var blocks = SyncNode.BlocksOf(await _from.ExportAsync(new ExportSelection.Everything())).ToList();
        if (isReversed)
            blocks.Reverse();

        var report = await _to.ImportAsync(blocks);

        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal((2, 1), (report.Taken, report.Streams));
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }

    [Fact]
    public async Task A_tile_comes_with_the_tile_that_holds_its_schema()
    {
        var schema = _tiles.Init("""{"type":"object","properties":{"a":{"type":"number"}}}""");
        var schemaId = new StreamId(StreamType.Tile, schema.Event.Cid);
        var init = _tiles.Init("""{"a":1}""", IpldMap.Of(("schema", schemaId.At(schemaId.Init).ToString())));
        var tile = new StreamId(StreamType.Tile, init.Event.Cid);
        _tiles.Lab.Take<TileState>(schema);
        var change = _tiles.Patch(_tiles.Lab.Take<TileState>(init), """[{"op":"replace","path":"/a","value":2}]""");
        await _from.TakeAsync(schema, init, change);

        var report = await _to.ImportAsync(await _from.ExportAsync(new ExportSelection.Streams([tile])));

        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal(3, report.Taken);
        Assert.Equal(await _from.StatesAsync(), await _to.StatesAsync());
    }
}
