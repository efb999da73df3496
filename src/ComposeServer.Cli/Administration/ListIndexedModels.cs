using System.CommandLine;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:models</c>: the models that a node indexes.</summary>
sealed class ListIndexedModels : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Option<bool> table = new("--table") { Description = "Print a table" };

    public ListIndexedModels(ShellContext shell)
        : base(
            "models",
            "Print the models that a node indexes, one JSON object a line, with name and indices",
            "composeserver admin:models --table --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(table);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var models = await ReadAsync(node, new(node, admin), cancel);
        if (parsed.GetValue(table))
            await new TextTable("Name", "ID", "Indices").WriteAsync(
                shell.Out,
                models.Select(model => (string[])[model.Name, model.Id, model.FieldsOfIndices()])
            );
        else
            foreach (var model in models)
                await shell.Out.WriteLineAsync(Encoding.UTF8.GetString(NodeClient.ToUtf8(model.Write)));
        return ExitCode.Ok;
    }

    static async Task<List<Listed>> ReadAsync(NodeClient node, AdminCalls calls, CancellationToken cancel)
    {
        var streams = new StreamCalls(node);
        var found = new List<Listed>();
        foreach (var model in (await calls.ListIndexedAsync(cancel)).EnumerateArray())
        {
            if (!StreamId.TryParse(model.Text("streamID") ?? "", out var id, out var error))
                throw new CliException(CliErrorCode.NodeAnswerInvalid, error);
            var state = await streams.ReadStateAsync(id, sync: null, cancel);
            found.Add(
                new(
                    id.ToString(),
                    StreamReading.Require(state, "content").Text("name") ?? "",
                    model.Member("indices", JsonValueKind.Array)
                )
            );
        }

        return found;
    }

    sealed record Listed(string Id, string Name, JsonElement Indices)
    {
        /// <summary>For people: the fields of an index are joined by a plus sign, and indices are parted by commas.</summary>
        public string FieldsOfIndices() =>
            string.Join(
                ", ",
                Items(Indices)
                    .Select(index =>
                        string.Join(
                            '+',
                            Items(index.Member("fields", JsonValueKind.Array))
                                .Select(field =>
                                    string.Join('.', Items(field.Member("path", JsonValueKind.Array)).Select(PlainText))
                                )
                        )
                    )
            );

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteString("name", Name);
            json.WritePropertyName("indices");
            if (Indices.ValueKind == JsonValueKind.Array)
                Indices.WriteTo(json);
            else
                json.WriteRawValue("[]");
            json.WriteEndObject();
        }

        static IEnumerable<JsonElement> Items(JsonElement list) =>
            list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

        static string PlainText(JsonElement step) => step.ToString();
    }
}
