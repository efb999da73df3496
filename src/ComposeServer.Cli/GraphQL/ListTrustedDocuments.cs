using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:trusted</c>: documents that callers may name.</summary>
sealed class ListTrustedDocuments : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    public ListTrustedDocuments(ShellContext shell)
        : base(
            "trusted",
            "Print the documents that callers may name: one line of JSON for each, with its id, hash and text",
            "composeserver graphql:trusted --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        foreach (var document in (await new AdminCalls(node, admin).ListTrustedAsync(cancel)).EnumerateArray())
            await shell.Out.WriteLineAsync(JsonPrint.Compact(document));
        return ExitCode.Ok;
    }
}
