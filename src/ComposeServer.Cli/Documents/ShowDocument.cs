using System.CommandLine;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Documents;

/// <summary><c>document:show</c> and <c>document:hide</c>: whether indices find a document. Its content stays either way.</summary>
sealed class ShowDocument : CliCommand
{
    readonly DocumentChange change;
    readonly bool isShown;

    ShowDocument(ShellContext shell, bool isShown, string word, string description)
        : base(word, description, $"composeserver document:{word} kjzl6kcym7w8y… --did-private-key $(cat my.key)")
    {
        this.isShown = isShown;
        change = new(this, shell);
    }

    public static ShowDocument Show(ShellContext shell) =>
        new(shell, isShown: true, "show", "Let indices find a document again that was hidden");

    public static ShowDocument Hide(ShellContext shell) =>
        new(shell, isShown: false, "hide", "Let indices find a document no longer; whoever has its id still reads it");

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancel) =>
        change.RunAsync(
            parsed,
            isShown ? "Showing the model instance document" : "Hiding the model instance document",
            next: null,
            isShown,
            cancel
        );
}
