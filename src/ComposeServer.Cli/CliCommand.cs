using System.CommandLine;

namespace ComposeServer.Cli;

/// <summary>One command: its words, its flags and what it does.</summary>
abstract class CliCommand : Command
{
    /// <param name="name">The last word, for example <c>create</c> of <c>composite:create</c>.</param>
    /// <param name="description">One sentence for help.</param>
    /// <param name="example">A line that can be pasted.</param>
    protected CliCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        SetAction(RunAsync);
    }

    /// <summary>A line that can be pasted, shown at the end of help.</summary>
    public string Example { get; }

    /// <summary>Does the work.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancel);
}
