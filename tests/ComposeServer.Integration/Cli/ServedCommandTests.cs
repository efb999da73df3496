using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>composite:deploy --name --extend</c>, <c>composite:served</c> and <c>composite:remove</c>.</summary>
public class ServedCommandTests(CommandScene scene) : IClassFixture<CommandScene>
{
    [Fact]
    public async Task A_schema_is_deployed_extended_listed_and_removed()
    {
        var (one, other) = (await CreateAsync("Oak"), await CreateAsync("Elm"));
        await scene.PrintAsync("composite:deploy", one, "--name", "trees");
        await scene.PrintAsync("composite:deploy", other, "--name", "trees", "--extend");

        var served = await ServedAsync();

        var trees = Assert.Single(served, schema => schema.Text("name") == "trees");
        Assert.Equal(("/graphql/trees", 2L), (trees.Text("path"), trees.Number("version")));
        Assert.Equal(["Elm", "Oak"], trees.At("models").EnumerateObject().Select(model => model.Name).Order());

        var removed = await scene.RunAsync("composite:remove", "trees");
        Assert.Equal((0, ""), (removed.Exit, removed.Out));
        Assert.DoesNotContain(await ServedAsync(), schema => schema.Text("name") == "trees");
        var again = await scene.RunAsync("composite:remove", "trees");
        Assert.Equal(1, again.Exit);
        Assert.Contains("NOT_FOUND", again.Words);
    }

    async Task<string> CreateAsync(string model)
    {
        var file = scene.PathOf($"{model}.graphql");
        await File.WriteAllTextAsync(
            file,
            $"type {model} @createModel(accountRelation: LIST, description: \"A tree\") {{ name: String @string(maxLength: 9) }}"
        );
        var output = scene.PathOf($"{model}.json");
        await scene.PrintAsync("composite:create", file, "--output", output);
        return output;
    }

    async Task<List<JsonElement>> ServedAsync() =>
        [
            .. (await scene.PrintAsync("composite:served"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line)),
        ];
}
