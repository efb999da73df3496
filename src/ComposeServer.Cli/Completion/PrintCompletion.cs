using System.CommandLine;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Completion;

/// <summary><c>completion</c>: prints a script that teaches a shell our commands and flags.</summary>
sealed class PrintCompletion : CliCommand
{
    static readonly Dictionary<string, Func<CompletionTable, string>> Writers = new(StringComparer.Ordinal)
    {
        ["bash"] = BashCompletion.Write,
        ["zsh"] = ZshCompletion.Write,
        ["fish"] = FishCompletion.Write,
    };

    readonly ShellContext shell;
    readonly Argument<string> name = new("shell") { Description = "bash, zsh or fish" };

    public PrintCompletion(ShellContext shell)
        : base(
            "completion",
            "Print a script with which a shell completes commands, flags and files",
            "composeserver completion bash > ~/.local/share/bash-completion/completions/composeserver"
        )
    {
        this.shell = shell;
        name.AcceptOnlyFromAmong([.. Writers.Keys]);
        Add(name);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var table = CompletionTable.Of((RootCommand)parsed.RootCommandResult.Command);
        await shell.Out.WriteLineAsync(Writers[parsed.GetValue(name)!](table));
        return ExitCode.Ok;
    }
}
