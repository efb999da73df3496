using ComposeServer.Cli;

namespace ComposeServer.Tests.Cli;

/// <summary>The commands of the old command line, row by row: names, arguments, flags (composedb.md 10).</summary>
public sealed class OldCommandTableTests : IDisposable
{
    const string Key = "0707070707070707070707070707070707070707070707070707070707070707";

    readonly string folder = Directory.CreateTempSubdirectory("composeserver-table-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("did:generate-private-key", "0-0")]
    [InlineData("did:from-private-key", "0-1", "--did-private-key")]
    [InlineData("model:create", "1-1")]
    [InlineData("model:content", "1-1", "--output", "-o", "--sync")]
    [InlineData("model:controller", "1-1", "--sync")]
    [InlineData("model:list", "0-0", "--table", "--network", "-n", "--indexer-url", "-i")]
    [InlineData("composite:create", "1-1", "--output", "-o")]
    [InlineData("composite:from-model", "0-*", "--output", "-o")]
    [InlineData("composite:extract-model", "0-*", "--output", "-o")]
    [InlineData("composite:merge", "0-*", "--output", "-o", "--common-embeds", "-e")]
    [InlineData("composite:models", "0-1", "--id-only", "--table")]
    [InlineData("composite:deploy", "0-1")]
    [InlineData("composite:compile", "0-*")]
    [InlineData("graphql:schema", "0-1", "--output", "-o", "--readonly")]
    [InlineData("graphql:server", "0-1", "--port", "--readonly", "--graphiql")]
    [InlineData("graphql:execute", "0-2", "--runtimeDefinitionPath")]
    [InlineData("document:create", "1-2")]
    [InlineData("document:replace", "1-2")]
    [InlineData("document:content", "1-1", "--output", "-o", "--sync")]
    public void Each_command_has_the_arguments_and_flags_of_the_old_one(
        string words,
        string arguments,
        params string[] flags
    )
    {
        using var shell = CommandLineRun.Shell(
            TextWriter.Null,
            TextWriter.Null,
            null,
            new Dictionary<string, string>()
        );
        var name = words.Split(':');

        var command = CommandLine
            .Build(shell)
            .Subcommands.Single(topic => topic.Name == name[0])
            .Subcommands.Single(command => command.Name == name[1]);

        var least = command.Arguments.Sum(argument => argument.Arity.MinimumNumberOfValues);
        var most = command.Arguments.Sum(argument => argument.Arity.MaximumNumberOfValues);
        Assert.Equal(arguments, $"{least}-{(most > 2 ? "*" : most)}");
        string[] global =
        [
            "--ceramic-url",
            "-c",
            .. words == "model:list" ? (string[])[] : ["--did-private-key", "-k"],
        ];
        var known = command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToHashSet();
        Assert.Superset(flags.Concat(global).ToHashSet(), known);
    }

    [Theory]
    [InlineData("model:create")]
    [InlineData("model:content")]
    [InlineData("model:controller")]
    [InlineData("composite:create")]
    [InlineData("composite:review", "one.json")]
    [InlineData("document:create")]
    [InlineData("document:replace")]
    [InlineData("document:content")]
    public async Task A_command_without_a_word_that_it_needs_is_wrong_usage(params string[] words)
    {
        var run = await CommandLineRun.Of(words);

        Assert.Equal((ExitCode.Usage, ""), (run.Exit, run.Out));
        Assert.StartsWith("USAGE: ", run.Words);
        Assert.EndsWith($"See: composeserver {words[0].Replace(':', ' ')} --help\n", run.Words);
    }

    [Theory]
    [InlineData("model:create", "{definition}")]
    [InlineData("composite:create", "{file}")]
    [InlineData("document:create", "{model}", "{}")]
    [InlineData("document:replace", "{document}", "{}")]
    [InlineData("document:hide", "{document}")]
    [InlineData("graphql:execute", "{ __typename }")]
    [InlineData("did:from-private-key")]
    public async Task A_text_that_is_no_key_is_refused_and_not_shown(params string[] words)
    {
        var file = Path.Combine(folder, "a.graphql");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        const string Definition = """
            {"name":"A","version":"1.0","accountRelation":{"type":"list"},"schema":{"type":"object","additionalProperties":false,
            "$schema":"https://json-schema.org/draft/2020-12/schema","properties":{}}}
            """;

        var run = await CommandLineRun.Of([
            .. words.Select(word =>
                word switch
                {
                    "{file}" => file,
                    "{definition}" => Definition,
                    "{model}" => "kjzl6hvfrbw6c7g4iniphyulothbc84l4t6ps27ghz2cgqh08rp4ruad76346xi",
                    "{document}" => "kjzl6kcym7w8y5ye1nopfr4ljb79tjm1ktvr4r5vyq1p07cxfe8nwbubvpkz67o",
                    _ => word,
                }
            ),
            "-k",
            "swordfish",
        ]);

        Assert.Equal(
            new(
                ExitCode.Usage,
                "",
                "INVALID_PRIVATE_KEY: a private key is 32 bytes, written as 64 hexadecimal digits\n"
            ),
            run
        );
    }

    [Fact]
    public async Task Keys_of_both_cases_are_read()
    {
        var upper = await CommandLineRun.Of(["did:from-private-key", new string('A', 64)]);
        var lower = await CommandLineRun.Of(["did:from-private-key", new string('a', 64)]);

        Assert.Equal((ExitCode.Ok, lower.Out), (upper.Exit, upper.Out));
    }

    [Fact]
    public async Task Commands_that_need_no_server_work_without_one()
    {
        const string Schema = """
            type A @createModel(accountRelation: LIST, description: "A") { a: String @string(maxLength: 9) }
            """;
        var file = Path.Combine(folder, "a.graphql");
        await File.WriteAllTextAsync(file, Schema, TestContext.Current.CancellationToken);
        var nowhere = new Dictionary<string, string>
        {
            ["CERAMIC_URL"] = "http://127.0.0.1:1",
            ["DID_PRIVATE_KEY"] = Key,
        };

        foreach (
            var words in (string[][])
                [
                    ["did:generate-private-key"],
                    ["composite:review", file, file],
                    ["completion", "bash"],
                    ["--version"],
                    ["--help"],
                ]
        )
            Assert.Equal(ExitCode.Ok, (await CommandLineRun.Of(words, variables: nowhere)).Exit);
    }
}
