using System.Text.Json;
using ComposeServer.Integration.Anchoring;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The unmodified HTTP client of the Ceramic network sees streams being anchored.</summary>
public class AnchorClientTests(AnchorClient client) : IClassFixture<AnchorClient>
{
    const int Time = 2;

    [Fact]
    public async Task A_tile_and_a_document_are_anchored_asked_for_changed_and_read_as_they_were()
    {
        await using var scene = await AnchoringScene.StartAsync();
        var address = scene.Node.Address.GetLeftPart(UriPartial.Authority);

        var steps = await client.RunAsync("life.mjs", address, scene.Model("Post").ToString());

        CheckTile(steps);
        CheckDocument(steps);
        CheckPast(steps);
        CheckCommits(steps);
    }

    /// <summary>Changes of a tile wait in <c>next</c> until an anchor proves when they were made.</summary>
    static void CheckTile(Steps steps)
    {
        Assert.Equal("PENDING", steps["tile created"].Text("status"));
        Assert.Equal("PENDING", steps["tile updated"].Text("status"));
        Assert.Equal(2, steps["tile updated"].Number("pending.n"));
        var anchored = steps["tile anchored"];
        CheckSeen(anchored);
        Assert.Equal(2, anchored.Number("content.n"));
        Assert.Equal(JsonValueKind.Null, anchored.At("pending").ValueKind);
        Assert.Equal([0L, 1, Time], anchored.Items("log").Select(entry => entry.Number("type")));
        CheckProof(anchored, root: anchored.Text("log.1.cid")!);
        Assert.Single(anchored.Items("log").Select(entry => entry.Number("timestamp")).Distinct());
    }

    static void CheckDocument(Steps steps)
    {
        Assert.Equal("PENDING", steps["document created"].Text("status"));
        CheckSeen(steps["document anchored"]);
        CheckProof(steps["document anchored"], root: steps["document created"].Text("tip")!);
        Assert.Equal(3, steps["asked for what is anchored"].Number("number"));
        Assert.Contains("rejected because it builds on stale state", steps["stale"].Text("error"));
        Assert.Equal("NOT_REQUESTED", steps["updated without asking"].Text("status"));
        Assert.Equal(1, steps["asked"].Number("number"));
        var again = steps["document anchored again"];
        CheckSeen(again);
        Assert.Equal("second", again.Text("content.title"));
        Assert.Equal([0L, Time, 1, Time], again.Items("log").Select(entry => entry.Number("type")));
        CheckProof(again, root: steps["updated without asking"].Text("tip")!);
        Assert.True(again.Number("log.1.timestamp") < again.Number("log.3.timestamp"));
        Assert.Equal(again.Number("log.1.timestamp"), again.Number("log.0.timestamp"));
        Assert.Equal(again.Number("log.3.timestamp"), again.Number("log.2.timestamp"));
    }

    static void CheckPast(Steps steps)
    {
        var anchored = steps["document anchored"];
        var last = steps["document anchored again"];
        Assert.Equal(("first", "NOT_REQUESTED", 1), Seen(steps["at the init event"]));
        Assert.Equal(("first", "ANCHORED", 2), Seen(steps["at the first anchor"]));
        Assert.Equal(("second", "ANCHORED", 4), Seen(steps["at the second anchor"]));
        JsonAssert.Equal(anchored.At("proof"), steps["at the first anchor"].At("proof"));
        Assert.Equal(anchored.Text("tip"), steps["at the time of the first anchor"].Text("tip"));
        Assert.Equal(("first", "NOT_REQUESTED", 1), Seen(steps["before the first anchor"]));
        Assert.Equal(last.Text("tip"), steps["long after"].Text("tip"));
        // What opts.atTime selected is answered under the name of its commit.
        Assert.Equal(
            [steps["many"].Text("first")!, steps["tile created"].Text("id")!],
            steps["many"].Items("ids").Select(id => id.GetString()!)
        );
        Assert.Equal(anchored.Text("tip"), steps["many"].Text("streams.0.tip"));
        Assert.Equal("ANCHORED", steps["many"].Text("streams.1.status"));
    }

    static void CheckCommits(Steps steps)
    {
        var log = steps["document anchored again"].Items("log").Select(entry => entry.Text("cid")!).ToArray();
        var commits = steps["commits"].Items("commits");
        Assert.Equal(log, commits.Select(commit => commit.Text("cid")!));
        Assert.Equal([true, false, true, false], commits.Select(commit => commit.Flag("isSigned")));
        foreach (var at in (int[])[1, 3])
        {
            Assert.Equal(log[at - 1], commits[at].Text("prev"));
            Assert.Equal("", commits[at].Text("path"));
            Assert.StartsWith("bafyrei", commits[at].Text("proof"), StringComparison.Ordinal);
        }
    }

    static (string Title, string Status, int Events) Seen(JsonElement stream) =>
        (stream.Text("content.title")!, stream.Text("status")!, stream.Items("log").Count);

    static void CheckSeen(JsonElement stream)
    {
        var seen = stream.Items("seen").Select(status => status.GetString()!).ToArray();
        Assert.Equal("ANCHORED", seen[^1]);
        Assert.Subset(new HashSet<string> { "PENDING", "PROCESSING", "ANCHORED" }, seen.ToHashSet());
    }

    static void CheckProof(JsonElement stream, string root)
    {
        Assert.Equal("inmemory:12345", stream.Text("proof.chainId"));
        Assert.Equal("f(bytes32)", stream.Text("proof.txType"));
        Assert.Equal(root, stream.Text("proof.root"));
        Assert.StartsWith("bafyrei", stream.Text("proof.txHash"), StringComparison.Ordinal);
    }
}
