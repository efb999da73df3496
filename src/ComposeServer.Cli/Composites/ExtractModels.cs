using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Format;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:extract-model</c>: a composite of some of another's models.</summary>
/// <remarks>The first word is the composite if a file has that name; else the composite is piped in and all words are models.</remarks>
sealed class ExtractModels : CliCommand
{
    const string Missing = "Missing composite path and at least one model to extract";

    readonly ShellContext shell;

    readonly Argument<string[]> words = new("words")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "File with the encoded composite (or pipe it in), then aliases, names or StreamIDs of models",
    };

    readonly Option<string?> output = CompositeFlags.Output("the composite");

    public ExtractModels(ShellContext shell)
        : base(
            "extract-model",
            "Make a composite of some of the models of another",
            "composeserver composite:extract-model composite.json Post Comment --output posts.json"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(words);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (source, models) = await ReadAsync(parsed.GetValue(words) ?? [], cancel);
        var extracted = await shell.RunAsync(
            "Creating a composite with specified models",
            () => Task.FromResult(source.Copy(models).OrFail("composite"))
        );
        await CompositeText.WriteAsync(shell, extracted, parsed.GetValue(output), cancel);
        return ExitCode.Ok;
    }

    async Task<(Composite Source, string[] Models)> ReadAsync(string[] given, CancellationToken cancel)
    {
        if (given is [var path, _, ..] && File.Exists(path))
            return (await CompositeText.ReadFileAsync(path, cancel), given[1..]);
        if (await CompositeText.ReadInputAsync(shell, cancel) is { } piped)
        {
            return given.Length > 0
                ? (piped, given)
                : throw CliException.Usage(
                    "When the composite is passed as JSON in stdin, at least one model to extract needs to be passed as param"
                );
        }

        throw given.Length > 1
            ? new CliException(CliErrorCode.FileUnreadable, $"{given[0]}: there is no such file")
            : CliException.Usage(Missing);
    }
}
