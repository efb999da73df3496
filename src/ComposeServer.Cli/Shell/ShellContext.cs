using System.Text;

namespace ComposeServer.Cli.Shell;

/// <summary>What surrounds a run. Data goes to <see cref="Out"/>, words for people go to <see cref="Words"/>.</summary>
sealed class ShellContext : IDisposable
{
    /// <summary>Standard output: what another program may read.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Words { get; init; }

    /// <summary>Standard input.</summary>
    public required IStandardInput Input { get; init; }

    /// <summary>Reads a variable of the environment.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Names of all variables of the environment.</summary>
    public IReadOnlyCollection<string> VariableNames { get; init; } = [];

    /// <summary>A person watches <see cref="Words"/>, so that a spinner makes sense.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Shows long output page by page; null when no person reads it.</summary>
    public Pager? Pager { get; init; }

    /// <summary>Time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The process's own streams, UTF-8 whatever the locale says.</summary>
    public static ShellContext OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var words = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
        return new()
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8),
            Words = words,
            Input = new ProcessInput(words, TimeProvider.System),
            Variable = Environment.GetEnvironmentVariable,
            VariableNames = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()],
            IsWatched = !Console.IsErrorRedirected,
            Pager = Pager.OfProcess(),
        };
    }

    /// <summary>A variable that is set to something.</summary>
    public string? NonEmptyVariable(string name) => Variable(name) is { Length: > 0 } value ? value : null;

    public void Dispose()
    {
        Out.Dispose();
        Words.Dispose();
    }
}
