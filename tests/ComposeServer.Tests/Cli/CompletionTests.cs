using System.Diagnostics;
using System.Text;
using ComposeServer.Cli;

namespace ComposeServer.Tests.Cli;

public sealed class CompletionTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("composeserver-completion-").FullName;

    /// <summary>What is completed lies here, the script above it.</summary>
    string Files => Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("composeserver ser", "serve")]
    [InlineData("composeserver composite:de", "deploy")]
    [InlineData("composeserver composite de", "deploy")]
    [InlineData("composeserver did:", "create-session", "from-private-key", "generate-private-key")]
    [InlineData("composeserver document ", "create", "replace", "update", "content", "show", "hide")]
    [InlineData("composeserver composite:deploy --no", "--no-index")]
    [InlineData("composeserver composite deploy --no", "--no-index")]
    [InlineData("composeserver model:content --sync ", "prefer-cache", "sync-always", "never-sync")]
    [InlineData("composeserver composite:models --table ./com", "./composite.json")]
    [InlineData("composeserver graphql:schema ./", "./composite.json", "./two words.json")]
    [InlineData("composeserver completion f", "fish")]
    [InlineData("composeserver nothing --", new string[0])]
    public async Task Bash_completes_commands_flags_words_and_files(string line, params string[] expected)
    {
        await WriteAsync("composite.json");
        await WriteAsync("two words.json");

        Assert.Equal(expected.Order(StringComparer.Ordinal), await CompleteAsync(line));
    }

    [Fact]
    public async Task Bash_completes_every_command_and_every_flag_that_help_shows()
    {
        using var shell = CommandLineRun.Shell(
            TextWriter.Null,
            TextWriter.Null,
            null,
            new Dictionary<string, string>()
        );
        var topics = CommandLine.Build(shell).Subcommands.OfType<Topic>().ToList();

        Assert.NotEmpty(topics);
        foreach (var topic in topics)
        {
            var commands = topic.Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal);
            Assert.Equal(commands, await CompleteAsync($"composeserver {topic.Name}:"));
        }

        var deploy = topics.SelectMany(topic => topic.Subcommands).Single(command => command.Name == "deploy");
        var flags = deploy.Options.Where(option => !option.Hidden).Select(option => option.Name);
        Assert.Superset(flags.ToHashSet(), (await CompleteAsync("composeserver composite:deploy --")).ToHashSet());
    }

    [Theory]
    [InlineData("zsh", "#compdef composeserver")]
    [InlineData("fish", "complete -c composeserver")]
    public async Task Other_shells_get_a_script_with_every_command(string shell, string known)
    {
        var run = await CommandLineRun.Of(["completion", shell]);

        Assert.Equal((ExitCode.Ok, ""), (run.Exit, run.Words));
        Assert.Contains(known, run.Out);
        Assert.Contains("create-session", run.Out);
        Assert.Contains("never-sync prefer-cache sync-always", run.Out);
    }

    [Theory]
    [InlineData("completion")]
    [InlineData("completion", "csh")]
    public async Task A_shell_that_is_not_known_is_wrong_usage(params string[] words)
    {
        Assert.Equal(ExitCode.Usage, (await CommandLineRun.Of(words)).Exit);
    }

    /// <summary>Sources the script in a bash and completes a line in it, parted at blanks and colons as bash does it.</summary>
    async Task<IReadOnlyList<string>> CompleteAsync(string line)
    {
        var script = await CommandLineRun.Of(["completion", "bash"]);
        await File.WriteAllTextAsync(Path.Combine(folder, "script"), script.Out, TestContext.Current.CancellationToken);
        var words = Part(line);
        var asked = new StringBuilder("set -e; source ../script; COMP_WORDS=(");
        foreach (var word in words)
            asked.Append('\'').Append(word).Append("' ");
        asked.Append(System.Globalization.CultureInfo.InvariantCulture, $"); COMP_CWORD={words.Count - 1}; ");
        asked.Append("_composeserver; ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\"");
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["--norc", "-c", asked.ToString()])
            {
                WorkingDirectory = Files,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (bash.ExitCode, await errors));
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    static List<string> Part(string line)
    {
        var words = new List<string>();
        foreach (var word in line.Split(' '))
        {
            var pieces = word.Split(':');
            words.Add(pieces[0]);
            foreach (var piece in pieces[1..])
            {
                words.Add(":");
                if (piece.Length > 0)
                    words.Add(piece);
            }
        }

        return words;
    }

    Task WriteAsync(string file) =>
        File.WriteAllTextAsync(Path.Combine(Files, file), "{}", TestContext.Current.CancellationToken);
}
