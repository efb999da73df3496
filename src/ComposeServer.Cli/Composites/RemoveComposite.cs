using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:remove</c>: takes a schema out of service.</summary>
sealed class RemoveComposite : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string?> name = new("name")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Name of the schema, as in /graphql/name; without it, what is served at /graphql",
    };

    public RemoveComposite(ShellContext shell)
        : base(
            "remove",
            "Take a schema out of service. Models, indices and documents stay",
            "composeserver composite:remove notes --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(name);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await shell.RunAsync(
            "Removing the composite",
            async () =>
            {
                await new AdminCalls(node, admin).WithdrawAsync(parsed.GetValue(name), cancel);
                return true;
            }
        );
        return ExitCode.Ok;
    }
}
