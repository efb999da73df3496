using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli;

/// <summary><c>model:content</c> and <c>document:content</c>: what a stream holds, on one line.</summary>
sealed class ReadStreamContent : CliCommand
{
    readonly ShellContext shell;
    readonly StreamReading reading;
    readonly string action;
    readonly Option<string?> output;

    ReadStreamContent(
        ShellContext shell,
        StreamType type,
        string description,
        string example,
        string action,
        string printed
    )
        : base("content", description, example)
    {
        this.shell = shell;
        this.action = action;
        output = CompositeFlags.Output(printed);
        reading = new(this, shell, type);
        Add(output);
    }

    public static ReadStreamContent OfModel(ShellContext shell) =>
        new(
            shell,
            StreamType.Model,
            "Print the definition of a model",
            "composeserver model:content kjzl6hvfrbw6c8…",
            "Loading model",
            "the definition"
        );

    public static ReadStreamContent OfDocument(ShellContext shell) =>
        new(
            shell,
            StreamType.Document,
            "Print the content of a document",
            "composeserver document:content kjzl6kcym7w8y…",
            "Loading the model instance document",
            "the content"
        );

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var content = await shell.RunAsync(
            action,
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
