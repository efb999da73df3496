using System.CommandLine;
using System.Text.Json.Nodes;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Documents;

/// <summary><c>document:replace</c>: gives a document another content.</summary>
sealed class ReplaceDocument : CliCommand
{
    readonly DocumentChange change;
    readonly DocumentContentText content;

    public ReplaceDocument(ShellContext shell)
        : base(
            "replace",
            "Replace the content of a document",
            "composeserver document:replace kjzl6kcym7w8y… '{\"title\":\"Hello\"}' --did-private-key $(cat my.key)"
        )
    {
        change = new(this, shell);
        content = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = await content.ReadAsync(parsed, cancel);
        return await change.RunAsync(
            parsed,
            "Replacing content in the model instance document",
            _ => JsonObject.Create(json)!,
            shouldIndex: null,
            cancel
        );
    }
}
