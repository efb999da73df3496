using Spectre.Console;

namespace ComposeServer.Cli.Shell;

/// <summary>Where a long piece of work stands.</summary>
/// <param name="Part">From 0 to 1; null while the whole is not known.</param>
/// <param name="Text">What has been done.</param>
readonly record struct BarPosition(double? Part, string Text);

/// <summary>Shows on standard error how far a long piece of work has come, and that it is done.</summary>
static class ProgressBar
{
    /// <summary>Does the work, with a bar when a person watches. A failure is for the caller to tell.</summary>
    public static async Task<T> WithBarAsync<T>(
        this ShellContext shell,
        string action,
        Func<IProgress<BarPosition>?, Task<T>> work
    )
    {
        var result = shell.IsWatched ? await DrawAsync(shell, action, work) : await work(null);
        await shell.Words.WriteLineAsync($"{action}... Done!");
        return result;
    }

    static Task<T> DrawAsync<T>(ShellContext shell, string action, Func<IProgress<BarPosition>?, Task<T>> work)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(shell.Words) });
        return console
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(action), maxValue: 1);
                return work(
                    new Relay<BarPosition>(now =>
                    {
                        task.IsIndeterminate = now.Part is null;
                        task.Value = now.Part ?? 0;
                        task.Description = Markup.Escape($"{action}: {now.Text}");
                    })
                );
            });
    }
}

/// <summary>Hands reports on at once, in the order in which they come.</summary>
sealed class Relay<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
