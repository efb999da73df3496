using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Cli;

/// <summary>Ends a command; the one place that starts commands shows it and answers with its exit code.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without a code there is nothing to show.")]
sealed class CliException : Exception
{
    public CliException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>Stable word.</summary>
    public string Code { get; }

    /// <summary>What the shell is told.</summary>
    public int Exit { get; private init; } = ExitCode.Failed;

    /// <summary>The command line cannot be understood.</summary>
    public static CliException Usage(string message) => new(CliErrorCode.Usage, message) { Exit = ExitCode.Usage };

    /// <summary>A value on the command line cannot be used.</summary>
    public static CliException BadValue(string code, string message) => new(code, message) { Exit = ExitCode.Usage };
}
