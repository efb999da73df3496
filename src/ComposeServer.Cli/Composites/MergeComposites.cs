using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Format;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:merge</c>: makes one composite of several.</summary>
sealed class MergeComposites : CliCommand
{
    readonly ShellContext shell;

    readonly Argument<string[]> paths = new("paths")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Files with encoded composites",
    };

    readonly Option<string?> embeds = new("--common-embeds", "-e")
    {
        Description =
            "Embedded types that models share: all, none, or names with commas between (default none: those of the first)",
        HelpName = "names",
    };

    readonly Option<string?> output = CompositeFlags.Output("the composite");

    public MergeComposites(ShellContext shell)
        : base(
            "merge",
            "Merge encoded composites into one",
            "composeserver composite:merge profile.json notes.json --output merged.json"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(paths);
        Add(embeds);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(paths) is not { Length: > 0 } files)
            throw CliException.Usage("Missing list of composite file paths");
        var merged = await shell.RunAsync(
            "Merging composites",
            async () =>
            {
                var composites = new List<Composite>();
                foreach (var file in files)
                    composites.Add(await CompositeText.ReadFileAsync(file, cancel));
                var choice = CommonEmbedsChoice.Parse(parsed.GetValue(embeds) ?? "none");
                return Composite.Merge(composites, new() { CommonEmbeds = choice }).OrFail("composites");
            }
        );
        await CompositeText.WriteAsync(shell, merged, parsed.GetValue(output), cancel);
        return ExitCode.Ok;
    }
}
