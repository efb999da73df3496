using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Models;

/// <summary><c>model:content</c>: a model's definition.</summary>
sealed class ReadModelContent : CliCommand
{
    readonly ShellContext shell;
    readonly StreamReading reading;
    readonly Option<string?> output = CompositeFlags.Output("the definition");

    public ReadModelContent(ShellContext shell)
        : base("content", "Print the definition of a model", "composeserver model:content kjzl6hvfrbw6c8…")
    {
        this.shell = shell;
        reading = new(this, shell, StreamType.Model);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var content = await shell.RunAsync(
            "Loading model",
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
