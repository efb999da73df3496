using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams.Models;

namespace ComposeServer.Cli.Models;

/// <summary><c>model:create</c>: makes a model of a definition.</summary>
sealed class CreateModel : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string> content = new("content") { Description = "The model definition, JSON" };

    public CreateModel(ShellContext shell)
        : base(
            "create",
            "Create a model from its definition, and print its StreamID",
            "composeserver model:create \"$(cat model.json)\" --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(content);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var definition = Read(parsed.GetValue(content)!);
        using var signer = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var model = await shell.RunAsync(
            "Creating the model",
            () => new NodeModelCreator(new(node), signer).CreateAsync(definition, cancel)
        );
        await shell.Out.WriteLineAsync(model.Id.ToString());
        return ExitCode.Ok;
    }

    static ModelDefinition Read(string text)
    {
        using var json = JsonText.Parse(text, "content");
        return ModelDefinition.TryParse(json.RootElement, out var definition, out var error)
            ? definition
            : throw CliException.BadValue(CliErrorCode.InvalidJson, $"content: {error}");
    }
}
