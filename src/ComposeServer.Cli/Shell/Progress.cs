using Spectre.Console;

namespace ComposeServer.Cli.Shell;

/// <summary>Tells on standard error what is being done and that it is done: <c>Creating the composite... Done!</c>.</summary>
static class Progress
{
    /// <summary>Does the work, with a spinner when a person watches. A failure is for the caller to tell.</summary>
    public static async Task<T> RunAsync<T>(this ShellContext shell, string action, Func<Task<T>> work)
    {
        var result = shell.IsWatched ? await SpinAsync(shell, action, work) : await work();
        await shell.Words.WriteLineAsync($"{action}... Done!");
        return result;
    }

    static async Task<T> SpinAsync<T>(ShellContext shell, string action, Func<Task<T>> work)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(shell.Words) });
        return await console.Status().StartAsync($"{Markup.Escape(action)}...", _ => work());
    }
}
