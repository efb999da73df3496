using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Format;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:deploy</c>: brings an encoded composite to a node.</summary>
sealed class DeployComposite : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string?> path = new("path")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "File with the encoded composite; else it is read from standard input",
    };

    readonly Option<bool> noIndex = CompositeFlags.NoIndex(
        "Create the models and, with a key, serve the composite; the node does not index them"
    );

    readonly Option<bool> extend = new("--extend")
    {
        Description = "Add it to what is served there, in place of replacing that",
    };

    readonly Option<string?> name = new("--name")
    {
        Description = "Serve it at /graphql/name instead of /graphql",
        HelpName = "name",
    };

    public DeployComposite(ShellContext shell)
        : base(
            "deploy",
            "Create the models of an encoded composite on a node, have them indexed and the schema served; print the models' ids",
            "composeserver composite:deploy composite.json --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(path);
        Add(noIndex);
        Add(extend);
        Add(name);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var composite = await CompositeText.ReadAsync(
            shell,
            parsed.GetValue(path),
            "You need to pass the composite definition either in stdin or as the compositePath param",
            cancel
        );
        using var node = new NodeClient(flags.UrlOf(parsed));
        await DeployAsync(parsed, composite, node, cancel);
        await shell.Out.WriteLineAsync(
            JsonSerializer.Serialize(composite.ModelIds.ToArray(), CliJson.Default.StringArray)
        );
        return ExitCode.Ok;
    }

    async Task DeployAsync(ParseResult parsed, Composite composite, NodeClient node, CancellationToken cancel)
    {
        const string Action = "Deploying the composite";
        var deployment = new CompositeDeployment(node);
        var isIndexed = !parsed.GetValue(noIndex);
        if (!isIndexed && flags.KeyTextOf(parsed) is null)
        {
            // Models are in nobody's gift: whoever carries their events may make them on a node.
            await shell.RunAsync(
                Action,
                async () =>
                {
                    await deployment.CreateModelsAsync(composite, cancel);
                    return true;
                }
            );
            return;
        }

        var endpoint = parsed.GetValue(name);
        using var admin = flags.RequireSigner(parsed);
        var isServed = await shell.RunAsync(
            Action,
            () => deployment.RunAsync(composite, endpoint, isIndexed, parsed.GetValue(extend), admin, cancel)
        );
        await shell.Words.WriteLineAsync(
            isServed
                ? $"Served at {node.AddressOf(endpoint is null ? "/graphql" : $"/graphql/{endpoint}")}"
                : $"The models are created{(isIndexed ? " and indexed" : "")}. This node serves no GraphQL itself: compile the composite for a client."
        );
    }
}
