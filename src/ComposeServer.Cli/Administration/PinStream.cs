using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:pin</c> and <c>admin:unpin</c>: whether a stream must stay on a node.</summary>
sealed class PinStream : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly bool isPinned;
    readonly Argument<string> stream = new("stream") { Description = "Id of the stream" };

    PinStream(ShellContext shell, bool isPinned, string word, string description)
        : base(word, description, $"composeserver admin:{word} kjzl6kcym7w8y… --did-private-key $(cat admin.key)")
    {
        this.shell = shell;
        this.isPinned = isPinned;
        flags = NodeFlags.AddBoth(this, shell);
        Add(stream);
    }

    public static PinStream Pin(ShellContext shell) =>
        new(shell, isPinned: true, "pin", "Make a stream stay on a node");

    public static PinStream Unpin(ShellContext shell) =>
        new(shell, isPinned: false, "unpin", "Let a stream go from a node that nothing indexes there");

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var id = StreamIdText.Read(parsed.GetRequiredValue(stream));
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var calls = new AdminCalls(node, admin);
        await (isPinned ? calls.PinAsync(id, cancel) : calls.UnpinAsync(id, cancel));
        await shell.Words.WriteLineAsync(isPinned ? $"{id} is pinned" : $"{id} is not pinned any more");
        return ExitCode.Ok;
    }
}
