using System.CommandLine;

namespace ComposeServer.Cli.Composites;

/// <summary>Flags that several commands share.</summary>
static class CompositeFlags
{
    public static Option<string?> Output(string what) =>
        new("--output", "-o")
        {
            Description = $"File that {what} is written to, instead of standard output",
            HelpName = "file",
        };

    public static Option<bool> NoIndex(string what) => new("--no-index") { Description = what };
}
