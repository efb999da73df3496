using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Documents;

/// <summary><c>document:update</c>: changes some fields of a document, as an update mutation does.</summary>
sealed class UpdateDocument : CliCommand
{
    readonly DocumentChange change;
    readonly DocumentContentText content;

    public UpdateDocument(ShellContext shell)
        : base(
            "update",
            "Change the fields of a document that are given; null removes a field, the others stay",
            "composeserver document:update kjzl6kcym7w8y… '{\"state\":\"DONE\"}' --did-private-key $(cat my.key)"
        )
    {
        change = new(this, shell);
        content = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var fields = await content.ReadAsync(parsed, cancel);
        return await change.RunAsync(
            parsed,
            "Updating the model instance document",
            before => Merge(before, fields),
            shouldIndex: null,
            cancel
        );
    }

    static JsonObject Merge(JsonObject before, JsonElement fields)
    {
        foreach (var field in fields.EnumerateObject())
        {
            before.Remove(field.Name);
            if (field.Value.ValueKind != JsonValueKind.Null)
                before.Add(field.Name, JsonNode.Parse(field.Value.GetRawText()));
        }

        return before;
    }
}
