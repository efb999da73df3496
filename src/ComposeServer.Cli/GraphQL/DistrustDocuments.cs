using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:distrust</c>: documents that callers may name no more.</summary>
sealed class DistrustDocuments : CliCommand
{
    readonly NodeFlags flags;

    readonly Argument<string[]> ids = new("id") { Arity = ArgumentArity.OneOrMore, Description = "Ids of documents" };

    public DistrustDocuments(ShellContext shell)
        : base(
            "distrust",
            "Take documents back that callers may name",
            "composeserver graphql:distrust FeedQuery --did-private-key $(cat admin.key)"
        )
    {
        flags = NodeFlags.AddBoth(this, shell);
        Add(ids);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await new AdminCalls(node, admin).DistrustAsync(parsed.GetRequiredValue(ids), cancel);
        return ExitCode.Ok;
    }
}
