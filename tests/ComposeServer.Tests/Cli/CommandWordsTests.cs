using System.CommandLine;
using ComposeServer.Cli;

namespace ComposeServer.Tests.Cli;

public class CommandWordsTests
{
    [Theory]
    [InlineData("did:generate-private-key")]
    [InlineData("did generate-private-key")]
    public async Task A_colon_and_a_blank_both_part_topic_and_command(string words)
    {
        var run = await CommandLineRun.Of(words.Split(' '));

        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Matches("^[0-9a-f]{64}\n$", run.Out);
        Assert.Equal("Generating random private key... Done!\n", run.Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("did")]
    [InlineData("help did")]
    [InlineData("help did:create-session")]
    [InlineData("did:create-session --help")]
    public async Task Help_is_data_and_no_failure(string words)
    {
        var run = await CommandLineRun.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Contains("Usage:", run.Out);
        Assert.Empty(run.Words);
    }

    [Fact]
    public async Task The_version_is_told()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", (await CommandLineRun.Of(["--version"])).Out);
        Assert.Matches(@"^\d+\.\d+\.\d+", (await CommandLineRun.Of(["version"])).Out);
    }

    [Theory]
    [InlineData("compsite:create", "composite:create")]
    [InlineData("composite:crate", "create")]
    [InlineData("srve", "serve")]
    public async Task An_unknown_command_is_wrong_usage_and_the_nearest_one_is_named(string command, string nearest)
    {
        var run = await CommandLineRun.Of([command]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains($"Did you mean '{nearest}'?", run.Words);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_word_like_no_command_gets_no_suggestion()
    {
        var run = await CommandLineRun.Of([new string('x', 100_000)]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.DoesNotContain("Did you mean", run.Words);
    }

    [Fact]
    public async Task Every_command_has_a_description_an_example_of_itself_and_a_text_for_each_flag_and_argument()
    {
        using var shell = CommandLineRun.Shell(
            TextWriter.Null,
            TextWriter.Null,
            null,
            new Dictionary<string, string>()
        );
        var commands = Commands(CommandLine.Build(shell)).ToList();

        Assert.NotEmpty(commands);
        foreach (var (words, command) in commands)
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description));
            Assert.StartsWith($"composeserver {words}", command.Example);
            Assert.All(
                command.Options,
                option => Assert.False(string.IsNullOrWhiteSpace(option.Description) && !option.Hidden)
            );
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description)));
            Assert.Contains(command.Example, (await CommandLineRun.Of([words, "--help"])).Out);
        }
    }

    [Theory]
    [InlineData("composite:compile")]
    [InlineData("composite:models")]
    [InlineData("did:generate-private-key")]
    public async Task Commands_that_need_no_node_take_the_flags_of_the_old_command_line_all_the_same(string command)
    {
        var run = await CommandLineRun.Of([command, "-c", "http://localhost:1", "-k", new string('0', 64), "--help"]);

        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.DoesNotContain("--ceramic-url", run.Out);
    }

    static IEnumerable<(string Words, CliCommand Command)> Commands(RootCommand root) =>
        root
            .Subcommands.OfType<CliCommand>()
            .Select(command => (command.Name, command))
            .Concat(
                root.Subcommands.OfType<Topic>()
                    .SelectMany(topic =>
                        topic
                            .Subcommands.OfType<CliCommand>()
                            .Select(command => ($"{topic.Name}:{command.Name}", command))
                    )
            );
}
