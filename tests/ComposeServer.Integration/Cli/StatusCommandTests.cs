using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>status</c> against a running server.</summary>
public class StatusCommandTests(CommandScene scene) : IClassFixture<CommandScene>
{
    [Fact]
    public async Task A_server_that_is_ready_is_shown_with_its_figures()
    {
        _ = (await scene.Node.Anonymous.AskAsync("{ __typename }")).Data;

        var table = await scene.PrintAsync("status");

        Assert.Matches(@"(?m)^Server +http://127\.0\.0\.1:\d+/$", table);
        Assert.Matches("(?m)^State +ready$", table);
        Assert.Matches("(?m)^Database +reachable$", table);
        Assert.Matches("(?m)^Schema +loaded$", table);
        Assert.Matches("(?m)^Feed lag +0$", table);
        Assert.Matches(@"(?m)^GraphQL requests +\d+$", table);
        Assert.Matches(@"(?m)^Memory of the process +\d+\.\d MB$", table);
    }

    [Fact]
    public async Task For_machines_it_is_one_object()
    {
        _ = (await scene.Node.Anonymous.AskAsync("{ __typename }")).Data;

        var status = JsonElement.Parse(await scene.PrintAsync("status", "--json"));

        Assert.True(status.Flag("ready"));
        Assert.False(status.TryGetProperty("reason", out _));
        Assert.Equal(("reachable", "loaded"), (status.Text("database"), status.Text("schema")));
        Assert.Equal(0, status.Number("feedLag"));
        Assert.True(status.Number("figures.requests") >= 1);
        Assert.Equal(0, status.Number("figures.gateWaiting"));
        Assert.True(status.Number("figures.memoryBytes") > 1_000_000);
    }

    [Fact]
    public async Task A_server_without_its_database_is_shown_as_not_ready_and_is_exit_code_1()
    {
        await using var node = await TestNode.StartAsync();
        await node.Database.GoAwayAsync();

        var table = await scene.RunAsync("status", "--ceramic-url", node.Address.ToString());
        var json = await scene.RunAsync("status", "--json", "--ceramic-url", node.Address.ToString());

        Assert.Equal((1, 1), (table.Exit, json.Exit));
        Assert.Matches("(?m)^State +not ready: the database does not answer$", table.Out);
        Assert.Matches("(?m)^Database +unreachable$", table.Out);
        Assert.Matches("(?m)^Schema +loaded$", table.Out);
        Assert.Matches("(?m)^Feed lag +unknown$", table.Out);
        var status = JsonElement.Parse(json.Out);
        Assert.False(status.Flag("ready"));
        Assert.Equal(
            ("the database does not answer", "unreachable", JsonValueKind.Null),
            (status.Text("reason"), status.Text("database"), status.At("feedLag").ValueKind)
        );
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_exit_code_1()
    {
        var run = await scene.RunAsync("status", "--ceramic-url", "http://127.0.0.1:9");

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains("NODE_UNREACHABLE", run.Words);
    }
}
