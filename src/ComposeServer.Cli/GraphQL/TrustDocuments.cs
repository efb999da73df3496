using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:trust</c>: documents that callers may name from now on, on all servers over the database.</summary>
sealed class TrustDocuments : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string> path = new("path")
    {
        Description =
            "Folder of .graphql files, or a JSON file: {\"id\": \"text\"} as the Relay compiler writes, or Apollo's manifest",
    };

    public TrustDocuments(ShellContext shell)
        : base(
            "trust",
            "Let callers name documents in place of sending their text",
            "composeserver graphql:trust persisted-queries.json --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(path);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var documents = Read(parsed.GetRequiredValue(path));
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await new AdminCalls(node, admin).TrustAsync(documents, cancel);
        await shell.Words.WriteLineAsync($"{documents.Count} documents may be named");
        return ExitCode.Ok;
    }

    static Dictionary<string, string> Read(string path)
    {
        try
        {
            return TrustedDocuments
                .Load(path)
                .ByOwnIds()
                .ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value.Span));
        }
        catch (StartException unreadable)
        {
            throw new CliException(unreadable.Code, unreadable.Message);
        }
    }
}
