using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:served</c>: which composites a server serves, and where.</summary>
sealed class ListServedComposites : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    public ListServedComposites(ShellContext shell)
        : base(
            "served",
            "Print what a server serves: one line of JSON for each schema, with its path, version and models",
            "composeserver composite:served --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var served = await new AdminCalls(node, admin).ListServedAsync(cancel);
        foreach (var schema in served.EnumerateArray())
            await shell.Out.WriteLineAsync(JsonPrint.Compact(schema));
        return ExitCode.Ok;
    }
}
