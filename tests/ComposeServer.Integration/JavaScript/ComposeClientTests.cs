using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Identity.Dids;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>
/// The unmodified <c>@composedb/devtools</c> and <c>@composedb/client</c>. The scripts check what they see, so that the same expectations can
/// be held against the old node; here stands what only this side knows.
/// </summary>
public class ComposeClientTests(ClientPackages packages) : IClassFixture<ClientPackages>
{
    [Fact]
    public async Task Composites_of_the_stock_tools_are_those_of_our_compiler()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = Seeds.Key("admin");

        var steps = await packages.RunAsync(node, "composites.mjs");

        Assert.Equal(["create", "index", "encoded", "runtime", "parts"], steps.Names);
        var creator = new OfflineModelCreator(admin);
        var sdl = steps["create"].Text("sdl")!;
        var ours = (
            await CompositeCompiler.CompileAsync(sdl, creator, TestContext.Current.CancellationToken)
        ).OrThrow();
        JsonAssert.Equal(JsonElement.Parse(ours.ToUtf8()), steps["encoded"].At("encoded"));
        JsonAssert.Equal(
            JsonElement.Parse(ours.ToRuntime().OrThrow().Definition.ToUtf8()),
            steps["runtime"].At("runtime")
        );
        var indexed = (await node.Api.AdminGetAsync("admin/modelData")).Ok.Items("modelData");
        Assert.Equal(ours.Models.Keys.Order(), indexed.Select(model => model.Text("streamID")!).Order());
    }

    [Fact]
    public async Task Operations_of_the_stock_client_are_executed_over_the_node_api()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "compose.mjs");

        Assert.Equal(["viewer", "create", "update", "refused", "set", "relations", "index", "hidden"], steps.Names);
        Assert.Equal(5, steps["refused"].EnumerateObject().Count() - 1);
        var posts = (
            await node.Api.PostAsync("collection/count", new { models = new[] { steps["create"].Text("model") } })
        ).Ok;
        Assert.Equal(5, posts.Number("count"));
        // Four models and the log of all of them; five posts, a profile, two likes, three comments.
        // Two posts change, twice each; of profile and likes there are second events, and third ones of two of them.
        var stored = await node.FootprintAsync();
        Assert.Equal((5 + 5 + 1 + 2 + 3, 4 + 5 + 4 + 3 + 3 + 2 + 3), (stored.Logs, stored.Events));
    }

    [Fact]
    public async Task Sessions_of_ethereum_accounts_write_with_either_form_of_their_address()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "accounts.mjs");

        Assert.Equal(["0.5", "0.6"], steps.Names);
        foreach (var version in steps.Names)
        {
            var state = (await node.Api.GetAsync("streams/" + steps[version!].Text("post"))).Ok.At("state");
            JsonAssert.Equal(new[] { steps[version!].Text("account") }, state.At("metadata.controllers"));
            Assert.Equal(2, state.Items("log").Count);
            Assert.All(state.Items("log"), entry => Assert.True(entry.Number("expirationTime") > 1_700_000_000));
        }
    }

    [Fact]
    public async Task In_hybrid_mode_the_stock_client_asks_our_graphql_and_signs_mutations_itself()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "hybrid.mjs");

        Assert.Equal(["viewer", "written", "page", "batch", "errors"], steps.Names);
        Assert.True(Did.TryParse(steps["viewer"].Text("viewer")!, out var ada));
        var mine = await node.Claiming(ada).AskAsync("{ viewer { postListCount profile { name } } }");
        JsonAssert.Equal(new { postListCount = 3, profile = new { name = "Ada" } }, mine.Data.At("viewer"));
        Assert.Equal(1, steps["batch"].Number("requests"));
    }
}
