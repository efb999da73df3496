using System.Text.Json;
using ComposeServer.Integration.Schemas;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>admin:status</c>, <c>admin:models</c>, <c>admin:index</c>, <c>admin:unindex</c> and the pins.</summary>
public class AdminCommandTests(CommandScene scene) : IClassFixture<CommandScene>
{
    [Fact]
    public async Task The_status_is_a_table_for_people_and_an_object_for_programs()
    {
        var table = await scene.PrintAsync("admin:status");
        var json = JsonElement.Parse(await scene.PrintAsync("admin:status", "--json"));

        Assert.Matches(@"(?m)^Node +http://127\.0\.0\.1:\d+/$", table);
        Assert.Matches("(?m)^Network +inmemory$", table);
        Assert.Matches("(?m)^Chain +inmemory:12345$", table);
        Assert.Matches(@"(?m)^Up for +\d\d:\d\d:\d\d$", table);
        Assert.Matches(@"(?m)^Indexed models +\d+$", table);
        Assert.Equal("inmemory", json.Text("network"));
        Assert.Equal(JsonValueKind.Array, json.At("composeDB.indexedModels").ValueKind);
    }

    [Fact]
    public async Task Models_are_indexed_with_indices_listed_and_let_go()
    {
        var (oak, elm) = (await CreateAsync("Oak"), await CreateAsync("Elm"));
        var file = scene.Write(
            "indices.json",
            $$"""{"{{oak}}":[{"fields":[{"path":["name"]},{"path":["bark"]}]},{"fields":[{"path":["bark"]}]}]}"""
        );

        var indexed = await scene.RunAsync("admin:index", oak, elm, oak, "--index-file", file);

        Assert.Equal((0, ""), (indexed.Exit, indexed.Out));
        Assert.Contains("2 models are indexed", indexed.Words);
        var listed = await ListAsync();
        var first = Assert.Single(listed, model => model.Text("id") == oak);
        Assert.Equal("Oak", first.Text("name"));
        JsonAssert.Equal(
            new object[]
            {
                new { fields = new[] { new { path = new[] { "name" } }, new { path = new[] { "bark" } } } },
                new { fields = new[] { new { path = new[] { "bark" } } } },
            },
            first.At("indices")
        );
        Assert.Empty(Assert.Single(listed, model => model.Text("id") == elm).Items("indices"));
        Assert.Matches($"(?m)^Oak +{oak} +name\\+bark, bark$", await scene.PrintAsync("admin:models", "--table"));
        Assert.Contains(oak, await scene.PrintAsync("admin:status", "--json"));

        var gone = await scene.RunAsync("admin:unindex", oak);

        Assert.Equal((0, ""), (gone.Exit, gone.Out));
        Assert.DoesNotContain(await ListAsync(), model => model.Text("id") == oak);
        Assert.Contains(await ListAsync(), model => model.Text("id") == elm);
    }

    [Fact]
    public async Task A_model_that_the_node_does_not_know_is_refused_in_its_words()
    {
        var composite = await SchemaNode.NotesAsync("Unknown", "name");

        var refused = await scene.RunAsync("admin:index", composite.ModelIds.Single());

        Assert.Equal((1, ""), (refused.Exit, refused.Out));
        Assert.Contains("MODEL_NOT_FOUND", refused.Words);
    }

    [Theory]
    [InlineData("[]", "INVALID_JSON", "--index-file")]
    [InlineData("{", "INVALID_JSON", "--index-file")]
    [InlineData("""{"OAK":5}""", "INVALID_JSON", "must be a list")]
    [InlineData("""{"other":[]}""", "INVALID_STREAM_ID", "other")]
    [InlineData("""{"ELM":[]}""", "INVALID_JSON", "is not among the models to index")]
    public async Task A_file_of_indices_that_does_not_fit_is_refused_before_anything_is_sent(
        string text,
        string code,
        string naming
    )
    {
        var (oak, elm) = (await CreateAsync("Beech"), await CreateAsync("Birch"));
        var file = scene.Write(
            "bad.json",
            text.Replace("OAK", oak, StringComparison.Ordinal).Replace("ELM", elm, StringComparison.Ordinal)
        );

        var refused = await scene.RunAsync("admin:index", oak, "--index-file", file);

        Assert.Equal((2, ""), (refused.Exit, refused.Out));
        Assert.Contains(code, refused.Words);
        Assert.Contains(naming, refused.Words);
        Assert.DoesNotContain(await ListAsync(), model => model.Text("id") == oak);
    }

    [Fact]
    public async Task A_stream_is_pinned_let_go_and_asked_about()
    {
        var id = await CreateAsync("Pine");

        Assert.Contains(id, (await scene.PrintAsync("admin:pins")).Split('\n'));
        var gone = await scene.RunAsync("admin:unpin", id);
        var asked = await scene.RunAsync("admin:pins", id);
        Assert.Equal((0, ""), (gone.Exit, gone.Out));
        Assert.Equal((1, ""), (asked.Exit, asked.Out));
        Assert.Contains($"{id} is not pinned", asked.Words);

        Assert.Equal(0, (await scene.RunAsync("admin:pin", id)).Exit);

        Assert.Equal(id, await scene.PrintAsync("admin:pins", id));
    }

    [Fact]
    public async Task What_is_indexed_is_not_let_go()
    {
        var id = await CreateAsync("Spruce");
        await scene.PrintAsync("admin:index", id);

        var refused = await scene.RunAsync("admin:unpin", id);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("STREAM_INDEXED", refused.Words);
    }

    [Theory]
    [InlineData("admin:status")]
    [InlineData("admin:models")]
    [InlineData("admin:pins")]
    [InlineData("admin:pin", "kjzl6hvfrbw6c82mkud4pdfpcx1yg1xj9vbgpbjhj2xnslkd34z3tbfyhlmgkzs")]
    [InlineData("admin:code", "--sign", "status")]
    public async Task Without_a_key_nothing_is_asked(params string[] words)
    {
        var refused = await scene.RunAsync(null, null, words);

        Assert.Equal((2, ""), (refused.Exit, refused.Out));
        Assert.Contains("NOT_AUTHENTICATED", refused.Words);
    }

    [Fact]
    public async Task A_key_that_is_no_administrators_is_told_which_flag_makes_it_one()
    {
        var refused = await scene.RunAsync(new string('7', 64), null, ["admin:status"]);

        Assert.Equal((1, ""), (refused.Exit, refused.Out));
        Assert.Contains("NOT_ADMIN", refused.Words);
        Assert.Contains("--admin-did did:key:", refused.Words);
    }

    [Theory]
    [InlineData("admin:pin", "nonsense")]
    [InlineData("admin:unindex", "nonsense")]
    [InlineData("admin:pins", "nonsense")]
    public async Task What_names_no_stream_is_wrong_usage(params string[] words)
    {
        var refused = await scene.RunAsync(words);

        Assert.Equal(2, refused.Exit);
        Assert.Contains("INVALID_STREAM_ID", refused.Words);
    }

    async Task<string> CreateAsync(string model)
    {
        var composite = await SchemaNode.NotesAsync(model, "name", "bark");
        _ = (await scene.Node.CreateAsync(composite.Models.Values.Single())).Ok;
        return composite.ModelIds.Single();
    }

    async Task<List<JsonElement>> ListAsync() =>
        [
            .. (await scene.PrintAsync("admin:models"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line)),
        ];
}
