using System.Text.Json;
using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The published command line makes composites: <c>composite:*</c> and <c>graphql:schema</c>.</summary>
public class OldCompositeCommandTests(OldCommandLine old) : IClassFixture<OldCommandLine>
{
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
