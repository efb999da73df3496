using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:unindex</c>: has a node index models no longer.</summary>
sealed class UnindexModels : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string[]> models = IndexModels.ModelArgument("Ids of the models");

    public UnindexModels(ShellContext shell)
        : base(
            "unindex",
            "Have a node index models no longer; their documents stay, and are found by id",
            "composeserver admin:unindex kjzl6hvfrbw6c8… --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(models);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var ids = IndexModels.ReadModels(parsed, models);
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await new AdminCalls(node, admin).StopIndexingAsync(ids, cancel);
        await shell.Words.WriteLineAsync($"{ids.Count} models are not indexed");
        return ExitCode.Ok;
    }
}
