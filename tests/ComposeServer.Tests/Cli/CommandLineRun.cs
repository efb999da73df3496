using ComposeServer.Cli;
using ComposeServer.Cli.Shell;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Cli;

/// <summary>A command run within the test: what went in, what came out.</summary>
sealed record CommandLineRun(int Exit, string Out, string Words)
{
    /// <summary>The time at which commands run.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="args">Words of the command line.</param>
    /// <param name="input">What is piped in; null for a terminal.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="isWatched">True when a person sees what is told.</param>
    public static async Task<CommandLineRun> Of(
        IReadOnlyList<string> args,
        string? input = null,
        IReadOnlyDictionary<string, string>? variables = null,
        bool isWatched = false
    )
    {
        using var output = new StringWriter();
        using var words = new StringWriter();
        using var shell = Shell(output, words, input, variables ?? new Dictionary<string, string>(), isWatched);
        var exit = await CommandLine.RunAsync(args, shell, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), words.ToString());
    }

    public static ShellContext Shell(
        TextWriter output,
        TextWriter words,
        string? input,
        IReadOnlyDictionary<string, string> variables,
        bool isWatched = false
    ) =>
        new()
        {
            Out = output,
            Words = words,
            Input = new Piped(input),
            Clock = new ManualClock(Now),
            Variable = variables.GetValueOrDefault,
            IsWatched = isWatched,
            VariableNames = [.. variables.Keys],
        };

    sealed class Piped(string? text) : IStandardInput
    {
        public Task<string?> ReadAsync(CancellationToken cancel) => Task.FromResult(text);
    }
}
