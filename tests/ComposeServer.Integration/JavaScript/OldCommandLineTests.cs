using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>Every command of the published <c>composedb</c> command line against the server.</summary>
public class OldCommandLineTests(OldCommandLine old) : IClassFixture<OldCommandLine>
{
    const string Mark = """
        {"name":"Mark","version":"1.0","accountRelation":{"type":"list"},"schema":{"type":"object",
        "$schema":"https://json-schema.org/draft/2020-12/schema",
        "properties":{"points":{"type":"integer","maximum":15}},"additionalProperties":false}}
        """;

    static readonly string Social = Repository.Read("schemas/examples/social.graphql");

    [Fact]
    public async Task A_schema_is_created_deployed_compiled_printed_listed_taken_apart_and_merged_as_we_do_it()
    {
        var schema = old.Write("social.graphql", Social);
        var (composite, runtime, post) = (
            old.PathOf("social.json"),
            old.PathOf("social-runtime.json"),
            old.PathOf("post.json")
        );
        var created = await old.RunAsync("composite:create", schema, "--output", composite);
        Assert.Contains("Creating the composite... Done!", created.Words);

        var deploying = old.PrintAsync("composite:deploy", composite);
        var compiling = old.PrintAsync("composite:compile", composite, runtime);
        var listing = old.PrintAsync("composite:models", composite, "--id-only");
        var extracting = old.RunAsync("composite:extract-model", composite, "Post", "--output", post);
        await Task.WhenAll(deploying, compiling, listing, extracting);
        var merging = old.PrintAsync("composite:merge", post, composite);
        var printing = old.PrintAsync("graphql:schema", runtime);
        var printingReadOnly = old.PrintAsync("graphql:schema", runtime, "--readonly");

        Assert.Equal(runtime, await compiling);
        var models = JsonElement.Parse(await deploying);
        Assert.Equal(5, models.GetArrayLength());
        JsonAssert.Equal(models, JsonElement.Parse(await listing));
        var extracted = Parse(post);
        Assert.Equal("Post", Assert.Single(extracted.At("aliases").EnumerateObject()).Value.GetString());
        Assert.Equal(5, JsonElement.Parse(await merging).At("models").EnumerateObject().Count());
        await WeMakeTheSameAsync(schema, composite, runtime, await printing, await printingReadOnly);
        var count = await old.Node.Api.PostAsync("collection/count", new { models });
        JsonAssert.Equal(new { count = 0 }, count.Ok);
    }

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
    public async Task A_document_is_created_replaced_and_read_by_either_command_line()
    {
        (string, string)[] there =
        [
            ("CERAMIC_URL", old.Node.Address.ToString()),
            ("DID_PRIVATE_KEY", OldCommandLine.AdminKey),
        ];
        var definition = Mark.Replace("Mark", "Grade", StringComparison.Ordinal);
        var model = (await Executable.RunAsync(["model:create", definition], variables: there)).Out.TrimEnd();

        var id = await old.PrintAsync("document:create", model, """{"points":1}""");
        var created = await Executable.RunAsync(["document:content", id], variables: there);
        await Executable.RunAsync(["document:replace", id, """{"points":2}"""], variables: there);
        var replaced = await old.PrintAsync("document:content", id);
        await old.RunAsync("document:replace", id, """{"points":3}""");
        var refused = await old.RunAsync("document:replace", id, """{"points":16}""");

        Assert.Equal("""{"points":1}""" + "\n", created.Out);
        Assert.Equal("""{"points":2}""", replaced);
        Assert.Contains("points", refused.Words);
        Assert.Equal(3, (await old.Node.Api.GetAsync($"streams/{id}/content")).Ok.Number("points"));
    }

    [Fact]
    public async Task Keys_and_dids_are_the_same_for_both()
    {
        var key = (await old.RunAsync(null, "", ["did:generate-private-key"])).Out.TrimEnd();

        var theirs = await old.RunAsync(null, key, ["did:from-private-key"]);
        var ours = await Executable.RunAsync(["did:from-private-key", key]);

        Assert.StartsWith("did:key:z6Mk", theirs.Out);
        Assert.Equal(theirs.Out, ours.Out);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_is_told_so()
    {
        var schema = old.Write("profile.graphql", Repository.Read("schemas/examples/profile.graphql"));

        var run = await old.RunAsync(new string('5', 64), "", ["composite:create", schema]);

        Assert.Equal("", run.Out);
        Assert.Contains("does not have admin access permission to this node", run.Words);
    }

    /// <summary>Both command lines make the same bytes of one schema and one key; only the order of members is not ours to give.</summary>
    async Task WeMakeTheSameAsync(string schema, string composite, string runtime, string sdl, string readOnly)
    {
        var ours = old.PathOf("ours.json");
        string[] there = ["-c", old.Node.Address.ToString(), "-k", OldCommandLine.AdminKey];
        var made = await Executable.RunAsync(["composite:create", schema, "-o", ours, .. there]);
        Assert.True(made.Exit == 0, made.Words);
        await Executable.RunAsync(["composite:compile", composite, ours + ".runtime.json"]);

        JsonAssert.Equal(Parse(composite), Parse(ours));
        JsonAssert.Equal(Parse(runtime), Parse(ours + ".runtime.json"));
        Assert.Equal(sdl + "\n", (await Executable.RunAsync(["graphql:schema", runtime])).Out);
        Assert.Equal(readOnly + "\n", (await Executable.RunAsync(["graphql:schema", runtime, "--readonly"])).Out);
    }

    static JsonElement Parse(string file) => JsonElement.Parse(File.ReadAllBytes(file));
}
