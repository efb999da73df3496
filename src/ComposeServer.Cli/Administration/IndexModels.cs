using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:index</c>: has a node index models.</summary>
sealed class IndexModels : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string[]> models = ModelArgument("Ids of the models");

    readonly Option<string?> indexFile = new("--index-file", "-f")
    {
        Description =
            "JSON file with indices over fields: {\"<model>\": [{\"fields\": [{\"path\": [\"name\"]}]}]}, as indices of a composite file has it",
        HelpName = "file",
    };

    public IndexModels(ShellContext shell)
        : base(
            "index",
            "Have a node index models, so that their documents are found; doing it again changes nothing",
            "composeserver admin:index kjzl6hvfrbw6c8… --index-file indices.json --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(models);
        Add(indexFile);
    }

    internal static Argument<string[]> ModelArgument(string description) =>
        new("model") { Arity = ArgumentArity.OneOrMore, Description = description };

    internal static List<StreamId> ReadModels(ParseResult parsed, Argument<string[]> models) =>
        [.. parsed.GetRequiredValue(models).Select(text => StreamIdText.Read(text, StreamType.Model)).Distinct()];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var ids = ReadModels(parsed, models);
        var indices = parsed.GetValue(indexFile) is { } path
            ? IndexFile.Read(await InputText.ReadFileAsync(path, cancel), path, ids)
            : new Dictionary<StreamId, JsonElement>();
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        await new AdminCalls(node, admin).IndexAsync([.. ids.Select(id => (id.ToString(), WriterOf(id)))], cancel);
        await shell.Words.WriteLineAsync($"{ids.Count} models are indexed");
        return ExitCode.Ok;

        Action<Utf8JsonWriter> WriterOf(StreamId id) =>
            indices.TryGetValue(id, out var list)
                ? list.WriteTo
                : json =>
                {
                    json.WriteStartArray();
                    json.WriteEndArray();
                };
    }
}
