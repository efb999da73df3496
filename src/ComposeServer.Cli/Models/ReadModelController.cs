using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Models;

/// <summary><c>model:controller</c>: who made a model.</summary>
sealed class ReadModelController : CliCommand
{
    readonly ShellContext shell;
    readonly StreamReading reading;

    public ReadModelController(ShellContext shell)
        : base("controller", "Print the DID that controls a model", "composeserver model:controller kjzl6hvfrbw6c8…")
    {
        this.shell = shell;
        reading = new(this, shell, StreamType.Model);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var controller = await shell.RunAsync(
            "Loading the model",
            async () => ControllerIn(await reading.ReadAsync(parsed, cancel))
        );
        await shell.Out.WriteLineAsync(ForeignText.OneLine(controller));
        return ExitCode.Ok;
    }

    static string ControllerIn(JsonElement state)
    {
        var controllers = StreamReading.Require(StreamReading.Require(state, "metadata"), "controllers");
        return
            controllers.ValueKind == JsonValueKind.Array
            && controllers.GetArrayLength() == 1
            && controllers[0].ValueKind == JsonValueKind.String
            ? controllers[0].ToString()
            : throw new CliException(CliErrorCode.NodeAnswerInvalid, "the model has no single controller");
    }
}
