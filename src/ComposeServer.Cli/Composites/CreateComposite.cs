using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:create</c>: compiles a schema, making its models on the node.</summary>
sealed class CreateComposite : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string> file = new("file") { Description = "File with the GraphQL schema" };
    readonly Option<string?> output = CompositeFlags.Output("the composite");
    readonly Option<bool> noIndex = CompositeFlags.NoIndex("Only create the models; the node does not index them");

    public CreateComposite(ShellContext shell)
        : base(
            "create",
            "Create the models of a GraphQL schema on a node, and print the encoded composite",
            "composeserver composite:create schema.graphql --output composite.json --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(file);
        Add(output);
        Add(noIndex);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetValue(file)!;
        var sdl = await InputText.ReadFileAsync(path, cancel);
        using var signer = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var composite = await shell.RunAsync(
            "Creating the composite",
            async () =>
            {
                var made = await CreateAsync(node, signer, sdl, path, cancel);
                if (!parsed.GetValue(noIndex))
                    await new AdminCalls(node, signer).IndexAsync(made, cancel);
                return made;
            }
        );
        await CompositeText.WriteAsync(shell, composite, parsed.GetValue(output), cancel);
        return ExitCode.Ok;
    }

    static async Task<Composite> CreateAsync(
        NodeClient node,
        ISigner signer,
        string sdl,
        string path,
        CancellationToken cancel
    )
    {
        var creator = new NodeModelCreator(new(node), signer);
        return (await CompositeCompiler.CompileAsync(sdl, creator, cancel)).OrFail(path);
    }
}
