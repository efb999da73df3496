using ComposeServer.Integration.NodeApi.Recorded;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Two servers over one database, both written to and both read.</summary>
public sealed class TwoServerTests(RecordedScene scene) : IClassFixture<RecordedScene>
{
    const int Writers = 8;
    const int WritesEach = 25;

    [Fact]
    public async Task Both_feeds_tell_every_write_of_both_once_and_in_the_same_order()
    {
        await using var other = await scene.Node.StartAnotherAsync();
        using var here = await DocumentFeed.OpenAsync(scene.Node);
        using var there = await DocumentFeed.OpenAsync(other);

        var written = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer % 2 == 0 ? scene.Node : other, writer))
        );

        var expected = written.SelectMany(ids => ids).ToHashSet(StringComparer.Ordinal);
        var (told, toldThere) = (await ReadAsync(here, expected), await ReadAsync(there, expected));
        Assert.Equal(Writers * WritesEach, expected.Count);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            told.Select(one => one.Stream).Order(StringComparer.Ordinal)
        );
        Assert.Equal(told, toldThere);
        Assert.Equal(told.Select(one => one.Token).Order(), told.Select(one => one.Token));
    }

    [Fact]
    public async Task What_one_server_has_acknowledged_the_other_serves()
    {
        await using var other = await scene.Node.StartAnotherAsync();
        var created = await scene.NewPingAsync();
        var id = created.Text("streamId")!;

        var change = scene.Author.Change(
            (await other.Api.GetAsync("streams/" + id)).Ok.At("state"),
            """[{"op":"replace","path":"/n","value":7}]"""
        );
        _ = (await other.Api.CommitAsync(id, change)).Ok;

        Assert.Equal(7, (await scene.Node.Api.GetAsync("streams/" + id)).Ok.Number("state.content.n"));
    }

    async Task<List<string>> WriteAsync(TestNode node, int writer)
    {
        var ids = new List<string>();
        for (var i = 0; i < WritesEach; i++)
        {
            var init = scene.Author.Create(scene.Model("Ping"), new { n = (writer * 1000) + i });
            ids.Add((await node.Api.CreateAsync(StreamType.Document, init)).Ok.Text("streamId")!);
        }

        return ids;
    }

    static async Task<List<(long Token, string Stream)>> ReadAsync(DocumentFeed feed, HashSet<string> wanted)
    {
        var told = new List<(long, string)>();
        while (told.Count < wanted.Count)
        {
            var frame = await feed.NextAsync();
            var stream = CommitId.Parse(frame.Text("commitId")!).Stream.ToString();
            // Anchors are told too; they are not what was written.
            if (wanted.Contains(stream) && frame.Number("eventType") == 0)
                told.Add((long.Parse(frame.Text("resumeToken")!), stream));
        }

        return told;
    }
}
