using System.Text;
using System.Text.Json;
using ComposeServer.Cli;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Cli;

/// <summary>Commands that work on composites without a node.</summary>
public sealed class CompositeCommandTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("composeserver-composites-").FullName;
    Composite social = null!;
    string socialFile = "";

    public async ValueTask InitializeAsync()
    {
        social = await CompileAsync("social");
        socialFile = await WriteAsync("social.json", Encoding.UTF8.GetString(social.ToUtf8()));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Models_are_listed_as_json_as_ids_or_as_a_table()
    {
        var json = await CommandLineRun.Of(["composite:models", socialFile]);
        var ids = await CommandLineRun.Of(["composite:models", "--id-only"], input: File.ReadAllText(socialFile));
        var table = await CommandLineRun.Of(["composite:models", socialFile, "--table"]);

        var (id, post) = social.Models.Single(model => model.Value.Definition.Name == "Post");
        using var listed = JsonDocument.Parse(json.Out);
        Assert.Equal(social.Models.Count, listed.RootElement.GetArrayLength());
        Assert.Contains(
            $$"""{"id":"{{id}}","name":"Post","description":"{{post.Definition.Description}}","alias":"Post"}""",
            json.Out
        );
        Assert.Equal(social.ModelIds, JsonSerializer.Deserialize<string[]>(ids.Out));
        Assert.Equal(social.Models.Count + 1, table.Out.TrimEnd('\n').Split('\n').Length);
        Assert.Matches($@"(?m)^Post +{id}  Post +", table.Out);
        Assert.Equal(
            ExitCode.Usage,
            (await CommandLineRun.Of(["composite:models", socialFile, "--table", "--id-only"])).Exit
        );
    }

    [Fact]
    public async Task A_composite_is_compiled_to_json_and_modules_in_folders_that_are_made()
    {
        string[] outputs =
        [
            .. new[] { "a.json", "b.js", "c.mjs", "d.ts" }.Select(file => Path.Combine(folder, "out", file)),
        ];

        var run = await CommandLineRun.Of(["composite:compile", socialFile, .. outputs]);

        Assert.Equal((ExitCode.Ok, outputs[0] + "\n"), (run.Exit, run.Out));
        Assert.EndsWith("Compiling the composite... Done!\n", run.Words);
        using var definition = JsonDocument.Parse(await ReadAsync(outputs[0]));
        Assert.Equal(social.Models.Count, definition.RootElement.GetProperty("models").EnumerateObject().Count());
        foreach (var module in outputs[1..])
            Assert.StartsWith("// This is an auto-generated file, do not edit manually\n", await ReadAsync(module));
    }

    [Fact]
    public async Task A_piped_composite_is_compiled_again_over_its_own_outputs()
    {
        var input = await ReadAsync(socialFile);
        string[] outputs = [Path.Combine(folder, "runtime.json"), Path.Combine(folder, "runtime.ts")];

        var first = await CommandLineRun.Of(["composite:compile", .. outputs], input);
        var written = await ReadAsync(outputs[0]);
        var second = await CommandLineRun.Of(["composite:compile", .. outputs], input);

        Assert.Equal(first, second);
        Assert.Equal(ExitCode.Ok, second.Exit);
        Assert.Equal(written, await ReadAsync(outputs[0]));
    }

    [Fact]
    public async Task Nothing_is_written_when_one_output_cannot_be_made()
    {
        var good = Path.Combine(folder, "good.json");

        var run = await CommandLineRun.Of(["composite:compile", socialFile, good, Path.Combine(folder, "bad.txt")]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("Unsupported file type: only .json, .js, .mjs and .ts extensions are supported", run.Words);
        Assert.False(File.Exists(good));
    }

    [Fact]
    public async Task Some_models_are_extracted_by_alias_name_or_id_from_a_file_or_a_pipe()
    {
        var like = social.Models.Single(model => model.Value.Definition.Name == "Like").Key;

        var fromFile = await CommandLineRun.Of(["composite:extract-model", socialFile, "Post", like]);
        var fromPipe = await CommandLineRun.Of(["composite:extract-model", "Post", like], await ReadAsync(socialFile));

        Assert.Equal(fromFile, fromPipe);
        var extracted = Read(fromFile.Out);
        Assert.Equal(["Like", "Post"], extracted.Aliases.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_not_there_cannot_be_extracted()
    {
        var run = await CommandLineRun.Of(["composite:extract-model", socialFile, "Nothing"]);

        Assert.Equal(new(ExitCode.Failed, "", "COMPOSITE_MODEL_NOT_FOUND: composite: Model not found: Nothing\n"), run);
    }

    [Fact]
    public async Task Composites_are_merged_into_a_file()
    {
        var notes = await CompileAsync("notes");
        var notesFile = await WriteAsync("notes.json", Encoding.UTF8.GetString(notes.ToUtf8()));
        var output = Path.Combine(folder, "deep", "merged.json");

        var run = await CommandLineRun.Of(["composite:merge", socialFile, notesFile, "-e", "all", "-o", output]);

        Assert.Equal(new(ExitCode.Ok, "", "Merging composites... Done!\n"), run);
        var written = await ReadAsync(output);
        Assert.Equal('\n', written[^1]);
        Assert.Equal(social.ModelIds.Concat(notes.ModelIds), Read(written).ModelIds);
    }

    [Theory]
    [InlineData(
        "composite:compile",
        "When the composite is passed as JSON in stdin, at least one output path needs to be given as param"
    )]
    [InlineData(
        "composite:extract-model",
        "When the composite is passed as JSON in stdin, at least one model to extract needs to be passed as param"
    )]
    public async Task A_piped_composite_alone_does_not_say_what_to_do_with_it(string command, string words)
    {
        Assert.Equal(
            new(ExitCode.Usage, "", $"USAGE: {words}\n"),
            await CommandLineRun.Of([command], input: await ReadAsync(socialFile))
        );
    }

    [Fact]
    public async Task Where_a_person_watches_a_spinner_turns_on_standard_error_and_the_data_stay_the_same()
    {
        string[] words = ["composite:extract-model", socialFile, "Post"];

        var alone = await CommandLineRun.Of(words);
        var watched = await CommandLineRun.Of(words, isWatched: true);

        Assert.Equal((alone.Exit, alone.Out), (watched.Exit, watched.Out));
        Assert.Equal("Creating a composite with specified models... Done!\n", alone.Words);
        Assert.EndsWith(alone.Words, watched.Words);
    }

    [Theory]
    [InlineData("composite:models", "You need to pass a path to encoded composite either via an arg or through stdin")]
    [InlineData("composite:compile", "Missing composite path and at output path")]
    [InlineData("composite:extract-model", "Missing composite path and at least one model to extract")]
    [InlineData("composite:merge", "Missing list of composite file paths")]
    [InlineData("composite:from-model", "Missing list of model streamIDs")]
    [InlineData(
        "composite:deploy",
        "You need to pass the composite definition either in stdin or as the compositePath param"
    )]
    [InlineData(
        "graphql:schema",
        "You need to pass a composite runtime definition path either as an argument or via stdin"
    )]
    [InlineData(
        "graphql:server",
        "You need to pass a composite runtime definition path either as an argument or via stdin"
    )]
    [InlineData("graphql:execute", "You need to pass the query either as an argument or via stdin")]
    public async Task A_command_without_its_input_says_what_is_missing_and_waits_for_nothing(
        string command,
        string words
    )
    {
        Assert.Equal(new(ExitCode.Usage, "", $"USAGE: {words}\n"), await CommandLineRun.Of([command]));
    }

    [Theory]
    [InlineData("composite:models")]
    [InlineData("composite:deploy")]
    [InlineData("composite:merge")]
    [InlineData("graphql:schema")]
    [InlineData("graphql:server")]
    public async Task A_file_that_is_not_there_is_named(string command)
    {
        var file = Path.Combine(folder, "absent.json");

        var run = await CommandLineRun.Of([command, file]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.StartsWith($"FILE_UNREADABLE: {file}: ", run.Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"version\":\"1.1\"}")]
    [InlineData("{\"version\":\"2.0\",\"models\":{}}")]
    [InlineData("{\"version\":\"1.1\",\"models\":{\"k\":[]}}")]
    public async Task What_is_no_composite_is_refused_with_a_code_and_the_file(string json)
    {
        var file = await WriteAsync("bad.json", json);

        var run = await CommandLineRun.Of(["composite:models", file]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.Matches($"^COMPOSITE_(INVALID|VERSION): {file}: ", run.Words);
    }

    [Fact]
    public async Task Forty_kilobytes_of_open_brackets_are_refused_without_a_crash()
    {
        var run = await CommandLineRun.Of(["composite:models"], input: new string('{', 40_000));

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.StartsWith("COMPOSITE_INVALID: standard input: ", run.Words);
    }

    [Fact]
    public async Task A_schema_is_printed_with_or_without_mutations()
    {
        var runtime = Path.Combine(folder, "runtime.json");
        await CommandLineRun.Of(["composite:compile", socialFile, runtime]);

        var whole = await CommandLineRun.Of(["graphql:schema", runtime]);
        var readOnly = await CommandLineRun.Of(["graphql:schema", "--readonly"], input: runtime + "\n");

        var file = Path.Combine(folder, "deep", "down", "schema.graphql");
        var written = await CommandLineRun.Of(["graphql:schema", runtime, "-o", file]);
        Assert.Equal((ExitCode.Ok, ""), (written.Exit, written.Out));
        Assert.Equal(whole.Out, await ReadAsync(file));
        Assert.Contains("type Mutation {", whole.Out);
        Assert.DoesNotContain("type Mutation {", readOnly.Out);
        Assert.Contains("postIndex(", readOnly.Out);
    }

    [Fact]
    public async Task A_schema_that_does_not_compile_is_shown_with_its_place_before_any_node_is_asked()
    {
        var file = await WriteAsync(
            "bad.graphql",
            "type A @createModel(accountRelation: LIST, description: \"a\") {\n  a: Nope\n}\n"
        );

        var run = await CommandLineRun.Of([
            "composite:create",
            file,
            "-k",
            new string('1', 64),
            "-c",
            "http://localhost:1",
        ]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.Contains($": {file}:2:6: ", run.Words);
    }

    [Theory]
    [InlineData("composite:create", "{file}")]
    [InlineData("composite:deploy", "{file}")]
    [InlineData("model:create", "{\"version\":\"1.0\"}")]
    public async Task What_signs_needs_a_key(string command, string argument)
    {
        var run = await CommandLineRun.Of([command, argument == "{file}" ? socialFile : Definition()]);

        Assert.Equal((ExitCode.Usage, ""), (run.Exit, run.Out));
        Assert.StartsWith("NOT_AUTHENTICATED: DID is not authenticated, make sure to provide a private key", run.Words);
    }

    [Theory]
    [InlineData("model:content", "kjzl6nothing")]
    [InlineData("model:controller", "")]
    [InlineData("composite:from-model", "https://example.org/kh4q0ozorrgaq2mezktnrmdwleo1d")]
    public async Task What_is_no_stream_id_is_wrong_usage(string command, string id)
    {
        var run = await CommandLineRun.Of([command, id]);

        Assert.Equal((ExitCode.Usage, ""), (run.Exit, run.Out));
        Assert.StartsWith("INVALID_STREAM_ID: ", run.Words);
    }

    [Theory]
    [InlineData("model:list")]
    [InlineData("graphql:execute", "{ __typename }")]
    public async Task A_node_that_does_not_answer_is_named_and_how_to_start_one(params string[] args)
    {
        // Nobody listens on port 1 of this machine.
        var run = await CommandLineRun.Of([.. args, "-c", "http://127.0.0.1:1"]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.StartsWith("NODE_UNREACHABLE: POST http://127.0.0.1:1/", run.Words);
        Assert.EndsWith("Start one: composeserver serve --dev\n", run.Words);
    }

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("localhost:7007")]
    [InlineData("")]
    public async Task An_address_that_is_none_is_wrong_usage(string url)
    {
        Assert.Equal(ExitCode.Usage, (await CommandLineRun.Of(["model:list", "-c", url])).Exit);
    }

    string Definition() => Encoding.UTF8.GetString(PlainJson.ToUtf8(social.Models.Values.First().Definition.Value));

    async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    static Composite Read(string json) => Composite.Read(Encoding.UTF8.GetBytes(json)).OrThrow();

    static async Task<Composite> CompileAsync(string example)
    {
        using var signer = new Ed25519Signer(Enumerable.Repeat((byte)7, 32).ToArray());
        var sdl = await ReadAsync(Path.Combine(SourceTree.Root, "schemas", "examples", $"{example}.graphql"));
        var compiled = await CompositeCompiler.CompileAsync(
            sdl,
            new OfflineModelCreator(signer),
            TestContext.Current.CancellationToken
        );
        return compiled.OrThrow();
    }
}
