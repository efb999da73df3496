namespace ComposeServer.Cli.Shell;

/// <summary>Text that others wrote, on its way to a terminal: what moves the cursor or colours is not passed on.</summary>
static class ForeignText
{
    /// <summary>On one line.</summary>
    public static string OneLine(string text) => Without(text, letter => char.IsControl(letter));

    /// <summary>On as many lines as it has.</summary>
    public static string Lines(string text) =>
        Without(text, letter => char.IsControl(letter) && letter is not ('\n' or '\t'));

    static string Without(string text, Func<char, bool> isBad) =>
        text.Any(isBad) ? string.Concat(text.Select(letter => isBad(letter) ? ' ' : letter)) : text;
}
