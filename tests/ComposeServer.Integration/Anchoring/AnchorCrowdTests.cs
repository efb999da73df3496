using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Anchoring;

/// <summary>Many writers, several servers, and runs that go on meanwhile.</summary>
public class AnchorCrowdTests
{
    const int Writers = 200;

    [Fact]
    public async Task Two_hundred_writers_are_answered_and_all_is_read_while_a_run_is_not_getting_on()
    {
        await using var scene = await AnchoringScene.StartAsync();
        await using var database = await scene.DatabaseAsync();
        string[] ids;
        await using (var turn = await AnchoringTurn.HoldAsync(database))
        {
            var created = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => scene.CreateAsync($"post {i}")));
            // The run has taken all of it, and does nothing about it.
            var taken = await turn.TakeAsync(2 * Writers, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, default);
            Assert.True(taken.Count >= Writers);
            var changed = await Task.WhenAll(
                created.Take(Writers / 2).Select(one => scene.RetitleAsync(one.At("state"), "changed"))
            );
            ids = [.. created.Select(one => one.Text("streamId")!)];
            var read = await Task.WhenAll(ids.Select(id => scene.StateAsync(id)));

            Assert.All(created, one => Assert.Equal("PENDING", one.Text("state.anchorStatus")));
            Assert.All(changed, one => Assert.Equal("PENDING", one.Ok.Text("state.anchorStatus")));
            Assert.All(read.Take(Writers / 2), state => Assert.Equal("PENDING", state.Text("anchorStatus")));
            Assert.All(read.Skip(Writers / 2), state => Assert.Equal("PROCESSING", state.Text("anchorStatus")));
        }

        var anchored = await Task.WhenAll(ids.Select(id => scene.AnchoredAsync(id)));

        Assert.All(anchored.Take(Writers / 2), state => Assert.Equal([0L, 1, 2], TypesOf(state)));
        Assert.All(anchored.Skip(Writers / 2), state => Assert.Equal([0L, 2], TypesOf(state)));
    }

    [Fact]
    public async Task Of_two_servers_over_one_database_one_anchors_each_tip_and_no_tip_is_anchored_twice()
    {
        await using var scene = await AnchoringScene.StartAsync();
        await using var other = await scene.Node.StartAnotherAsync(AnchoringScene.Anchoring);
        TestNode[] nodes = [scene.Node, other];

        var created = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => scene.CreateAsync($"post {i}", nodes[i % 2]))
        );
        var ids = created.Select(one => one.Text("streamId")!).ToArray();
        var anchored = await Task.WhenAll(ids.Select((id, i) => scene.AnchoredAsync(id, nodes[(i + 1) % 2])));

        Assert.All(anchored, state => Assert.Equal([0L, 2], TypesOf(state)));
        Assert.Equal(ids.Length, await scene.AnchorsAsync());
    }

    [Fact]
    public async Task What_a_server_asked_for_that_stopped_is_anchored_by_the_one_that_is_left()
    {
        await using var scene = await AnchoringScene.StartAsync();
        await using var database = await scene.DatabaseAsync();
        string id;
        await using (await AnchoringTurn.HoldAsync(database))
        {
            id = (await scene.CreateAsync("left")).Text("streamId")!;
            await scene.Node.StopAsync();
        }

        await using var other = await scene.Node.StartAnotherAsync(AnchoringScene.Anchoring);

        Assert.Equal([0L, 2], TypesOf(await scene.AnchoredAsync(id, other)));
    }

    [Fact]
    public async Task Changes_and_runs_that_meet_lose_nothing_and_make_no_branches()
    {
        await using var scene = await AnchoringScene.StartAsync();
        var created = await scene.CreateAsync("0");
        var id = created.Text("streamId")!;
        List<string> acknowledged = [created.Text("state.log.0.cid")!];
        for (var i = 1; i <= 4; i++)
        {
            // The next change comes when the tip is being anchored, or has just been.
            await scene.AnchoredAsync(id);
            for (var change = 0; change < 5; )
            {
                var reply = await scene.RetitleAsync(await scene.StateAsync(id), $"{i}.{change}");
                if (reply.Status != System.Net.HttpStatusCode.OK)
                {
                    Assert.Equal("CONFLICT", reply.Code);
                    continue;
                }

                acknowledged.Add(reply.Ok.At("state.log").EnumerateArray().Last().Text("cid")!);
                change++;
            }
        }

        var state = await scene.AnchoredAsync(id);

        var log = state.Items("log");
        Assert.Equal(acknowledged, log.Where(one => one.Number("type") != 2).Select(one => one.Text("cid")!));
        Assert.Equal(log.Count, await EventsOfAsync(scene, id));
        Assert.Equal("4.4", state.Text("content.title"));
    }

    static async Task<int> EventsOfAsync(AnchoringScene scene, string id) =>
        (await scene.Node.Api.GetAsync($"commits/{id}")).Ok.Items("commits").Count;

    static IEnumerable<long> TypesOf(JsonElement state) => state.Items("log").Select(entry => entry.Number("type"));
}
