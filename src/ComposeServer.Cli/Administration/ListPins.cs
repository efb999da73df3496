using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:pins</c>: the streams that must stay on a node.</summary>
sealed class ListPins : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string?> stream = new("stream")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Ask about this stream alone; exit code 1 when it is not pinned",
    };

    public ListPins(ShellContext shell)
        : base(
            "pins",
            "Print the streams that are pinned on a node, one id a line",
            "composeserver admin:pins --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(stream);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var one = parsed.GetValue(stream) is { } text ? StreamIdText.Read(text) : (StreamId?)null;
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var pinned = await new AdminCalls(node, admin).ListPinsAsync(one, cancel);
        foreach (var id in pinned)
            await shell.Out.WriteLineAsync(ForeignText.OneLine(id));
        if (one is null || pinned.Count > 0)
            return ExitCode.Ok;
        await shell.Words.WriteLineAsync($"{one} is not pinned");
        return ExitCode.Failed;
    }
}
