using System.CommandLine;
using System.Text.Json.Nodes;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Documents;

/// <summary>The part that commands share which change one document: its id, who signs, and the change itself.</summary>
sealed class DocumentChange
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string> id = new("stream") { Description = "StreamID of the document" };

    public DocumentChange(Command command, ShellContext shell)
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(command, shell);
        command.Add(id);
    }

    /// <summary>Changes the document and tells that it is done.</summary>
    /// <param name="parsed">The words.</param>
    /// <param name="action">What is told.</param>
    /// <param name="next">The new content, from the old; null keeps it.</param>
    /// <param name="shouldIndex">Whether it is to be found; null leaves that as it is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed,
        string action,
        Func<JsonObject, JsonObject>? next,
        bool? shouldIndex,
        CancellationToken cancel
    )
    {
        var document = StreamIdText.Read(parsed.GetValue(id)!, StreamType.Document);
        using var signer = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await shell.RunAsync(
            action,
            async () =>
            {
                await new DocumentAuthor(new(node), signer).ChangeAsync(document, next, shouldIndex, cancel);
                return true;
            }
        );
        return ExitCode.Ok;
    }
}
