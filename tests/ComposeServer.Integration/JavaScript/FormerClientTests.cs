using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>Client libraries of the generations before the newest, unmodified.</summary>
public class FormerClientTests(FormerClientPackages packages) : IClassFixture<FormerClientPackages>
{
    [Fact]
    public async Task Former_generations_deploy_write_and_read()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "generations.mjs");

        string[] generations = ["0.7", "0.6", "0.5"];
        string[] flow = ["deploy", "written", "read", "node"];
        Assert.Equal(generations.SelectMany(one => flow.Select(step => $"{one} {step}")), steps.Names);
        foreach (var generation in generations)
        {
            var written = steps[generation + " written"];
            Assert.True(Did.TryParse(written.Text("account")!, out var ada));
            Assert.Equal(
                DocumentEvents.NameOf(DocumentEvents.SingleInit(ProfilesOf(written), ada)).ToString(),
                written.Text("profile")
            );
            var tip = (await node.Api.GetAsync("streams/" + written.Text("posts.0"))).Ok;
            JsonAssert.Equal(new { title = "One", rank = 3 }, tip.At("state.content"));
        }

        var indexed = (await node.Api.AdminGetAsync("admin/modelData")).Ok.Items("modelData");
        Assert.Equal(3 * generations.Length, indexed.Count);
    }

    static StreamId ProfilesOf(JsonElement written) => StreamId.Parse(written.Text("model"));
}

/// <summary>The npm packages under <c>clients-former/</c>.</summary>
public sealed class FormerClientPackages : ClientPackages
{
    /// <inheritdoc/>
    protected override string FolderName => "clients-former";
}
