using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:from-model</c>: a composite of models that a node has.</summary>
sealed class CompositeFromModels : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string[]> ids = new("ids")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "StreamIDs of models; may also be piped in, with blanks between",
    };

    readonly Option<string?> output = CompositeFlags.Output("the composite");

    public CompositeFromModels(ShellContext shell)
        : base(
            "from-model",
            "Make a composite of models that a node has",
            "composeserver composite:from-model kjzl6hvfrbw6c8… --output composite.json"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddUrl(this, shell);
        Add(ids);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var models = (await WordsAsync(parsed, cancel)).Select(StreamIdText.Read).ToList();
        using var node = new NodeClient(flags.UrlOf(parsed));
        var composite = await shell.RunAsync(
            "Creating a composite from models",
            async () =>
            {
                var creator = new NodeModelCreator(new(node), signer: null);
                return (await CompositeCompiler.FromModelsAsync(models, creator, cancel)).OrFail("models");
            }
        );
        await CompositeText.WriteAsync(shell, composite, parsed.GetValue(output), cancel);
        return ExitCode.Ok;
    }

    async Task<string[]> WordsAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(ids) is { Length: > 0 } given)
            return given;
        var piped = (await shell.Input.ReadAsync(cancel))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return piped is { Length: > 0 } ? piped : throw CliException.Usage("Missing list of model streamIDs");
    }
}
