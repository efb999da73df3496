using System.Security.Cryptography;
using System.Text;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Compiler;
using ComposeServer.Identity.Jose;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>
/// Deploys the examples that come with the executable, over HTTP like anybody else. What is deployed already is left alone, and so is what
/// somebody else has deployed in the same place.
/// </summary>
sealed class DevDeployment(ShellContext shell, ServerOptions options, Uri address, ISigner admin)
{
    /// <summary>The example at <c>/graphql</c>; the others are at <c>/graphql/name</c>.</summary>
    const string DefaultExample = "social";

    static string ExamplesFolder => Path.Combine(AppContext.BaseDirectory, "schemas", "examples");

    /// <returns>Whether the default example is at <c>/graphql</c>.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        using var node = new NodeClient(address);
        var record = DevRecord.Read(options.DataDir);
        var hasDefault = false;
        foreach (var file in Directory.EnumerateFiles(ExamplesFolder, "*.graphql").Order(StringComparer.Ordinal))
        {
            var example = Path.GetFileNameWithoutExtension(file);
            var isThere = await DeployAsync(node, record, example, file, cancel);
            hasDefault |= isThere && example == DefaultExample;
        }

        return hasDefault;
    }

    async Task<bool> DeployAsync(
        NodeClient node,
        DevRecord record,
        string example,
        string file,
        CancellationToken cancel
    )
    {
        var name = example == DefaultExample ? null : example;
        var path = name is null ? "/graphql" : $"/graphql/{name}";
        var sdl = await InputText.ReadFileAsync(file, cancel);
        var source = SourceHash(sdl);
        var last = record.Find(example);
        if (await ServedAsync(node, path, cancel) is { } served)
        {
            if (last?.Served == served && last.Source == source)
                return true;
            if (last?.Served != served)
            {
                await shell.Words.WriteLineAsync(
                    $"{path} serves something else; the example {example} is not deployed"
                );
                return false;
            }
        }

        await shell.RunAsync($"Deploying {example} to {path}", () => DeployAsync(node, sdl, file, name, cancel));
        if (await ServedAsync(node, path, cancel) is { } now)
            record.Set(example, new(source, now));
        return true;
    }

    async Task<bool> DeployAsync(NodeClient node, string sdl, string file, string? name, CancellationToken cancel)
    {
        var compiled = await CompositeCompiler.CompileAsync(sdl, new OfflineModelCreator(admin), cancel);
        return await new CompositeDeployment(node).RunAsync(
            compiled.OrFail(file),
            name,
            isIndexed: true,
            extend: false,
            admin,
            cancel
        );
    }

    /// <summary>Name of the schema that is served at a path; null when there is none, or one without models.</summary>
    static async Task<string?> ServedAsync(NodeClient node, string path, CancellationToken cancel)
    {
        var answer = await node.GetAsync($"{path}?sdl", cancel);
        return
            answer.IsOk && Encoding.UTF8.GetString(answer.Body.Span).Contains("type Mutation", StringComparison.Ordinal)
            ? answer.ETag
            : null;
    }

    /// <summary>Another key makes other models of the same text.</summary>
    string SourceHash(string sdl) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{admin.Did.Text}\n{sdl}")));
}
