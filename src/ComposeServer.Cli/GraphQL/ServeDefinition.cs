using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Serve;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Runtime;
using ComposeServer.Server.Front;
using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:server</c>: an endpoint on this machine for the schema of a runtime definition; whoever calls it writes with one key.</summary>
/// <remarks>
/// The old command line executed operations itself, with many calls of the node API for one. Here the node does it: it must serve the same
/// schema. What stays here are the key, validation and introspection.
/// </remarks>
sealed class ServeDefinition : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string?> path = new("path")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "File with the runtime definition that composite:compile wrote; else its path is read from standard input",
    };

    readonly Option<int> port = new("--port")
    {
        Description = "Port on this machine; a free one when it is taken, or none is given",
        HelpName = "number",
    };

    readonly Option<bool> readOnly = new("--readonly") { Description = "Without mutations" };
    readonly Option<bool> graphiql = new("--graphiql") { Description = "Show GraphiQL to a browser" };

    readonly Option<string?> name = new("--name")
    {
        Description = "The node serves the schema at /graphql/name instead of /graphql",
        HelpName = "name",
    };

    public ServeDefinition(ShellContext shell)
        : base(
            "server",
            "Serve the schema of a runtime definition on this machine, for an application under development; a key signs what it writes",
            "composeserver graphql:server runtime.json --port 5005 --did-private-key $(cat my.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(path);
        Add(port);
        Add(readOnly);
        Add(graphiql);
        Add(name);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var file = await DefinitionPath.ReadAsync(shell, parsed.GetValue(path), cancel);
        var definition = RuntimeDefinition
            .FromJson(Encoding.UTF8.GetBytes(await InputText.ReadFileAsync(file, cancel)))
            .OrFail(file);
        using var signer = flags.SignerOf(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await RequireServedAsync(node, definition, file, parsed.GetValue(name), cancel);
        var behind = new NodeBehindFront(new(node, parsed.GetValue(name)), signer);
        var options = new SchemaFrontOptions
        {
            Sdl = Print(definition, parsed.GetValue(readOnly), file),
            Answer = behind.AnswerAsync,
            Port = parsed.GetValue(port),
            HasExplorer = parsed.GetValue(graphiql),
        };

        using var signals = new StopSignals();
        await using (var front = await SchemaFront.StartAsync(options, shell.Clock, cancel))
        {
            await shell.Words.WriteLineAsync($"GraphQL server is listening on http://localhost:{front.Port}/graphql");
            await Task.WhenAny(signals.First, Task.Delay(Timeout.Infinite, cancel));
        }

        await shell.Words.WriteLineAsync("Server stopped");
        return ExitCode.Ok;
    }

    /// <exception cref="CliException"><see cref="CliErrorCode.SchemaNotServed"/>.</exception>
    static async Task RequireServedAsync(
        NodeClient node,
        RuntimeDefinition definition,
        string file,
        string? name,
        CancellationToken cancel
    )
    {
        var path = name is null ? "/graphql" : $"/graphql/{Uri.EscapeDataString(name)}";
        var answer = await node.GetAsync($"{path}?sdl=exact", cancel);
        if (!answer.IsOk || Encoding.UTF8.GetString(answer.Body.Span).TrimEnd() != Print(definition, false, file))
            throw new CliException(
                CliErrorCode.SchemaNotServed,
                $"{node.AddressOf(path)} does not serve the schema of {file}. Deploy the composite that it was compiled from: composeserver composite:deploy"
            );
    }

    static string Print(RuntimeDefinition definition, bool isReadOnly, string file) =>
        SchemaText.TryPrint(definition, isReadOnly, out var schema)
            ? schema.TrimEnd()
            : throw new CliException(SchemaText.Invalid, $"{file}: {schema}");
}
