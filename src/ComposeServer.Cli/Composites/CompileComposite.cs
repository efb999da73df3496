using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:compile</c>: writes the runtime definition of a composite for clients.</summary>
/// <remarks>
/// The first word is the composite if it names one. If it does not, and something is piped in, that is the composite and all words are outputs;
/// so a second run over its own outputs does the same as the first.
/// </remarks>
sealed class CompileComposite : CliCommand
{
    const string Missing = "Missing composite path and at output path";
    const string MissingOutput =
        "When the composite is passed as JSON in stdin, at least one output path needs to be given as param";

    readonly ShellContext shell;

    readonly Argument<string[]> paths = new("paths")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "File with the encoded composite (or pipe it in), then the files to write: .json, .js, .mjs or .ts",
    };

    public CompileComposite(ShellContext shell)
        : base(
            "compile",
            "Write the runtime definition of an encoded composite",
            "composeserver composite:compile composite.json runtime.json runtime.ts"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(paths);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (composite, outputs) = await ReadAsync(parsed.GetValue(paths) ?? [], cancel);
        await shell.RunAsync("Compiling the composite", () => CompileAsync(composite, outputs, cancel));
        if (outputs.FirstOrDefault(output => Path.GetExtension(output) == ".json") is { } first)
            await shell.Out.WriteLineAsync(first);
        return ExitCode.Ok;
    }

    async Task<(Composite Composite, string[] Outputs)> ReadAsync(string[] words, CancellationToken cancel)
    {
        if (words.Length == 0)
            throw CliException.Usage(await shell.Input.ReadAsync(cancel) is null ? Missing : MissingOutput);
        CliException? refusal = null;
        if (words.Length > 1)
        {
            try
            {
                return (await CompositeText.ReadFileAsync(words[0], cancel), words[1..]);
            }
            catch (CliException notThere)
            {
                refusal = notThere;
            }
        }

        return await CompositeText.ReadInputAsync(shell, cancel) is { } piped
            ? (piped, words)
            : throw refusal ?? CliException.Usage(Missing);
    }

    /// <summary>Everything is made before anything is written.</summary>
    async Task<RuntimeDefinition> CompileAsync(Composite composite, string[] outputs, CancellationToken cancel)
    {
        var compiled = composite.ToRuntime().OrFail("composite");
        foreach (var warning in compiled.Warnings)
            await shell.Words.WriteLineAsync(warning);
        var files = outputs
            .Select(path => (path, RuntimeModule.Write(compiled.Definition, path).OrFail(path)))
            .ToList();
        foreach (var (path, bytes) in files)
            await OutputFile.WriteAsync(path, bytes, cancel);
        return compiled.Definition;
    }
}
