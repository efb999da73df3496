using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Documents;

/// <summary><c>document:content</c>: what a document holds.</summary>
sealed class ReadDocumentContent : CliCommand
{
    readonly ShellContext shell;
    readonly StreamReading reading;
    readonly Option<string?> output = CompositeFlags.Output("the content");

    public ReadDocumentContent(ShellContext shell)
        : base("content", "Print the content of a document", "composeserver document:content kjzl6kcym7w8y…")
    {
        this.shell = shell;
        reading = new(this, shell, StreamType.Document);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var content = await shell.RunAsync(
            "Loading the model instance document",
            async () => StreamReading.Require(await reading.ReadAsync(parsed, cancel), "content")
        );
        var json = JsonPrint.Compact(content);
        if (parsed.GetValue(output) is { } path)
            await OutputFile.WriteAsync(path, Encoding.UTF8.GetBytes(json + "\n"), cancel);
        else
            await shell.Out.WriteLineAsync(json);
        return ExitCode.Ok;
    }
}
