using System.Text;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Tests.Sync.Pull;

public sealed class PullTests : IAsyncLifetime
{
    PullScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await PullScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task All_streams_of_a_node_come_with_the_same_tips_and_contents()
    {
        var report = await _scene.PullAsync();

        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
        Assert.True(report.IsComplete);
        Assert.Equal((3, 0L), (report.Models, report.Import.Known));
        Assert.Equal(_scene.World.Events.Count, report.Import.Taken);
        Assert.Equal(_scene.From.Streams.Count(), report.Read);
    }

    [Fact]
    public async Task A_second_pull_reads_no_document_that_is_here()
    {
        await _scene.PullAsync();
        var position = await _scene.To.Log.ReadPositionAsync(default);
        _scene.From.Asked.Clear();

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        Assert.Equal(position, await _scene.To.Log.ReadPositionAsync(default));
        Assert.Equal((0L, 8L, 2L), (report.Import.Taken, report.Skipped, report.Read));
        Assert.Equal(2, _scene.From.Asked.Count(path => path.Contains("/commits/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_what_was_written_since_comes_later()
    {
        await using var scene = await PullScene.StartAsync(world => world.Events.Take(8));
        await scene.PullAsync();
        await scene.ServeAsync(scene.World.Events);

        var report = await scene.PullAsync();

        Assert.Equal(scene.World.Events.Count - 8, report.Import.Taken);
        Assert.Equal(await scene.ExpectedAsync(), await scene.To.StatesAsync());
    }

    [Fact]
    public async Task A_model_comes_with_its_interface_and_its_documents_and_nothing_else()
    {
        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        var expected = _scene.From.Streams.Where(id => id.Type == StreamType.Document).ToList();
        Assert.True(report.IsComplete);
        Assert.Equal((2, 8), (report.Models, report.Read - report.Models));
        Assert.DoesNotContain(_scene.World.SingleId.ToString(), (await _scene.To.StatesAsync()).Keys);
        Assert.Equal(10, expected.Count);
    }

    [Fact]
    public async Task A_stream_comes_with_the_models_that_it_needs()
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);

        var report = await _scene.PullAsync(new PullSelection { Streams = [note] });

        var here = await _scene.To.StatesAsync();
        Assert.True(report.IsComplete);
        Assert.Equal(3, here.Count);
        Assert.Equal((await _scene.ExpectedAsync())[note.ToString()], here[note.ToString()]);
    }

    [Fact]
    public async Task Of_some_accounts_no_others_documents_come()
    {
        var report = await _scene.PullAsync(
            new PullSelection { Models = [_scene.World.NoteId], Accounts = [_scene.World.SessionAccount] }
        );

        Assert.True(report.IsComplete);
        Assert.Equal(2, report.Read - report.Models);
    }

    [Fact]
    public async Task A_document_that_is_on_no_page_comes_because_the_node_keeps_it()
    {
        var hidden = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        _scene.From.Hidden.Add(hidden);

        var report = await _scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public async Task A_document_that_the_node_lists_without_a_state_is_found_by_its_cursor()
    {
        var note = new StreamId(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);
        _scene.From.Damage = (path, body) =>
        {
            if (path.EndsWith("/collection", StringComparison.Ordinal) && body["edges"] is { } edges)
                foreach (var edge in edges.AsArray().Where(edge => Names(edge!["cursor"]!, note)))
                {
                    edge!["node"] = null;
                    edge["cursor"] = Base64Url.Encode(
                        Encoding.UTF8.GetBytes($$"""{"type":"timestamp","id":"{{note}}","value":1}""")
                    );
                }
        };

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        Assert.True(report.IsComplete);
        Assert.Contains(note.ToString(), (await _scene.To.StatesAsync()).Keys);

        static bool Names(JsonNode cursor, StreamId id) =>
            cursor.GetValue<string>().EndsWith(id.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_administrators_key_all_models_come_that_the_node_lists()
    {
        _scene.From.Unindexed.Add(new(StreamType.Model, _scene.World.Interface.Event.Cid));

        var report = await _scene.PullAsync(new PullSelection());

        Assert.True(report.IsComplete);
        Assert.Equal((3, 1), (report.Models, report.Unlisted));
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public async Task A_node_that_lists_no_models_to_a_stranger_is_told_apart_from_an_empty_one()
    {
        _scene.From.Unindexed.Add(StreamId.Metamodel);

        var report = await _scene.PullAsync(new PullSelection());

        Assert.Equal(NodeFaultCode.NothingNamed, report.Fault!.Code);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public async Task A_model_that_is_named_and_not_indexed_there_is_a_failure()
    {
        _scene.From.Unindexed.Add(_scene.World.NoteId);

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        Assert.Equal([_scene.World.NoteId], report.Failed[NodeFaultCode.Refused].First);
        Assert.Contains("not indexed on this node", report.Failed[NodeFaultCode.Refused].Detail);
        Assert.False(report.IsComplete);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Pages_of_any_size_lead_to_the_same(int size)
    {
        var report = await _scene.PullAsync(PullScene.Quick with { PageSize = size, RequestsInFlightMax = 1 });

        Assert.True(report.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }
}
