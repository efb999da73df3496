using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Documents;

/// <summary><c>document:create</c>: makes a document of a model.</summary>
sealed class CreateDocument : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string> model = new("model") { Description = "StreamID of its model" };
    readonly DocumentContentText content;

    public CreateDocument(ShellContext shell)
        : base(
            "create",
            "Create a document and print its StreamID; of a SINGLE or SET model, set the one that the account has",
            "composeserver document:create kjzl6hvfrbw6c8… '{\"title\":\"Hello\"}' --did-private-key $(cat my.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(model);
        content = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var ofModel = StreamIdText.Read(parsed.GetValue(model)!, StreamType.Model);
        var json = await content.ReadAsync(parsed, cancel);
        using var signer = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var id = await shell.RunAsync(
            "Creating the model instance document",
            () => new DocumentAuthor(new(node), signer).CreateAsync(ofModel, json, cancel)
        );
        await shell.Out.WriteLineAsync(id.ToString());
        return ExitCode.Ok;
    }
}
