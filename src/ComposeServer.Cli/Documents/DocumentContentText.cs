using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Documents;

/// <summary>The content that a command writes: an argument, or what is piped in.</summary>
sealed class DocumentContentText
{
    readonly ShellContext shell;

    readonly Argument<string?> content = new("content")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A JSON object; else it is read from standard input",
    };

    public DocumentContentText(Command command, ShellContext shell)
    {
        this.shell = shell;
        command.Add(content);
    }

    /// <exception cref="CliException">There is none, or it is no JSON object.</exception>
    public async Task<JsonElement> ReadAsync(ParseResult parsed, CancellationToken cancel) =>
        JsonText.ParseObject(
            parsed.GetValue(content)
                ?? await shell.Input.ReadAsync(cancel)
                ?? throw CliException.Usage("You need to pass the content either as an argument or via stdin"),
            "content"
        );
}
