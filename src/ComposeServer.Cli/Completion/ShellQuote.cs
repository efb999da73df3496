namespace ComposeServer.Cli.Completion;

/// <summary>A text as one word of a shell, whatever is in it.</summary>
static class ShellQuote
{
    /// <summary>In single quotes. Bash, zsh and fish agree on leaving a quoted text to stand beside an escaped quote.</summary>
    public static string Of(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
