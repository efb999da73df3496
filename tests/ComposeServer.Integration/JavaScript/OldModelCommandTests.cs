using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The published command line makes models and keys: <c>model:*</c>, <c>composite:from-model</c> and <c>did:*</c>.</summary>
public class OldModelCommandTests(OldCommandLine old) : IClassFixture<OldCommandLine>
{
    const string Mark = """
        {"name":"Mark","version":"1.0","accountRelation":{"type":"list"},"schema":{"type":"object",
        "$schema":"https://json-schema.org/draft/2020-12/schema",
        "properties":{"points":{"type":"integer","maximum":15}},"additionalProperties":false}}
        """;

    [Fact]
    public async Task A_model_is_created_read_listed_and_made_a_composite()
    {
        using var admin = Seeds.Key("admin");
        var id = await old.PrintAsync("model:create", Mark);

        var reading = old.PrintAsync("model:content", id);
        var asking = old.PrintAsync("model:controller", id, "--sync", "never-sync");
        var listing = old.PrintAsync("model:list", "--indexer-url", old.Node.Address.ToString());
        var making = old.PrintAsync("composite:from-model", id);

        JsonAssert.Equal(JsonElement.Parse(Mark), JsonElement.Parse(await reading));
        Assert.Equal(admin.Did.Text, await asking);
        Assert.Contains($$"""{"id":"{{id}}","name":"Mark"}""", (await listing).Split('\n'));
        Assert.Equal(id, Assert.Single(JsonElement.Parse(await making).At("models").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_is_told_so()
    {
        var schema = old.Write("profile.graphql", Repository.Read("schemas/examples/profile.graphql"));

        var run = await old.RunAsync(new string('5', 64), "", ["composite:create", schema]);

        Assert.Equal("", run.Out);
        Assert.Contains("does not have admin access permission to this node", run.Words);
    }

    [Fact]
    public async Task Keys_and_dids_are_the_same_for_both()
    {
        var key = new string('7', 64);

        var generating = old.RunAsync(null, "", ["did:generate-private-key"]);
        var theirs = await old.RunAsync(null, key, ["did:from-private-key"]);
        var ours = await Executable.RunAsync(["did:from-private-key", key]);

        Assert.Matches("^[0-9a-f]{64}\n$", (await generating).Out);
        Assert.StartsWith("did:key:z6Mk", theirs.Out);
        Assert.Equal(theirs.Out, ours.Out);
    }
}
