namespace ComposeServer.Cli.Shell;

/// <summary>Shows a person one page after the other, as the old command line did: any key goes on, <c>q</c> or Ctrl-C ends.</summary>
/// <param name="lines">Lines that the terminal shows at a time; the last one is for the prompt.</param>
/// <param name="readKey">Waits for a key.</param>
sealed class Pager(int lines, Func<ConsoleKeyInfo> readKey)
{
    const string Prompt = "-- any key for more, q to end --";

    /// <summary>The terminal of this process; null when its output goes elsewhere or nobody can press a key.</summary>
    public static Pager? OfProcess() =>
        Console.IsOutputRedirected || Console.IsInputRedirected
            ? null
            : new(int.Max(2, Console.WindowHeight), () => Console.ReadKey(intercept: true));

    /// <summary>Writes lines.</summary>
    /// <param name="shell">The lines go to its output, the prompt to its words.</param>
    /// <param name="texts">Read only as far as they are shown.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task WriteAsync(ShellContext shell, IAsyncEnumerable<string> texts, CancellationToken cancel)
    {
        var written = 0;
        await foreach (var text in texts.WithCancellation(cancel))
        {
            if (written > 0 && written % (lines - 1) == 0 && !await GoesOnAsync(shell))
                return;
            await shell.Out.WriteLineAsync(text);
            written++;
        }
    }

    async Task<bool> GoesOnAsync(ShellContext shell)
    {
        await shell.Out.FlushAsync(CancellationToken.None);
        await shell.Words.WriteAsync(Prompt);
        var key = readKey();
        await shell.Words.WriteAsync($"\r{new string(' ', Prompt.Length)}\r");
        return key.KeyChar is not ('q' or 'Q' or '\u0003');
    }
}
