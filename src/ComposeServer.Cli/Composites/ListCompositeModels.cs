using System.CommandLine;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Format;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:models</c>: the models of an encoded composite.</summary>
sealed class ListCompositeModels : CliCommand
{
    readonly ShellContext shell;

    readonly Argument<string?> path = new("path")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "File with the encoded composite; else it is read from standard input",
    };

    readonly Option<bool> idOnly = new("--id-only") { Description = "Print an array of StreamIDs" };
    readonly Option<bool> table = new("--table") { Description = "Print a table" };

    public ListCompositeModels(ShellContext shell)
        : base(
            "models",
            "Print the models of an encoded composite",
            "composeserver composite:models composite.json --table"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(path);
        Add(idOnly);
        Add(table);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(idOnly) && parsed.GetValue(table))
            throw CliException.Usage("--id-only and --table exclude each other");
        var composite = await CompositeText.ReadAsync(
            shell,
            parsed.GetValue(path),
            "You need to pass a path to encoded composite either via an arg or through stdin",
            cancel
        );
        await shell.Words.WriteLineAsync("Fetching composite's models... Done!");
        if (parsed.GetValue(idOnly))
            await shell.Out.WriteLineAsync(
                JsonSerializer.Serialize(composite.ModelIds.ToArray(), CliJson.Default.StringArray)
            );
        else if (parsed.GetValue(table))
            await WriteTableAsync(composite);
        else
            await shell.Out.WriteLineAsync(Encoding.UTF8.GetString(NodeClient.ToUtf8(json => Write(json, composite))));
        return ExitCode.Ok;
    }

    static void Write(Utf8JsonWriter json, Composite composite)
    {
        json.WriteStartArray();
        foreach (var (id, model) in composite.Models)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", model.Definition.Name);
            if (model.Definition.Description is { } description)
                json.WriteString("description", description);
            if (composite.Aliases.TryGetValue(id, out var alias))
                json.WriteString("alias", alias);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    Task WriteTableAsync(Composite composite) =>
        new TextTable("Name", "ID", "Alias", "Description").WriteAsync(
            shell.Out,
            composite.Models.Select(entry =>
                (IReadOnlyList<string>)
                    [
                        entry.Value.Definition.Name,
                        entry.Key,
                        composite.Aliases.GetValueOrDefault(entry.Key) ?? "(none)",
                        entry.Value.Definition.Description is { Length: > 0 } text ? text : "(none)",
                    ]
            )
        );
}
