using System.CommandLine;
using System.Text;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Runtime;
using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:schema</c>: the schema that a server makes of a runtime definition.</summary>
sealed class PrintSchema : CliCommand
{
    readonly ShellContext shell;

    readonly Argument<string?> path = new("path")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "File with the runtime definition that composite:compile wrote; else its path is read from standard input",
    };

    readonly Option<bool> readOnly = new("--readonly") { Description = "Without mutations" };
    readonly Option<string?> output = CompositeFlags.Output("the schema");

    public PrintSchema(ShellContext shell)
        : base(
            "schema",
            "Print the GraphQL schema of a runtime definition",
            "composeserver graphql:schema runtime.json"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(path);
        Add(readOnly);
        Add(output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var file = await DefinitionPath.ReadAsync(shell, parsed.GetValue(path), cancel);
        var json = Encoding.UTF8.GetBytes(await InputText.ReadFileAsync(file, cancel));
        var definition = RuntimeDefinition.FromJson(json).OrFail(file);
        if (!SchemaText.TryPrint(definition, parsed.GetValue(readOnly), out var schema))
            throw new CliException(SchemaText.Invalid, $"{file}: {schema}");
        if (parsed.GetValue(output) is { } target)
            await OutputFile.WriteAsync(target, Encoding.UTF8.GetBytes(schema + "\n"), cancel);
        else
            await shell.Out.WriteLineAsync(schema);
        return ExitCode.Ok;
    }
}
