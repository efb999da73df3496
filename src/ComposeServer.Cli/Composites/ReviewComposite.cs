using System.CommandLine;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites.Review;

namespace ComposeServer.Cli.Composites;

/// <summary><c>composite:review</c>: what changes for clients when one composite takes the place of another.</summary>
sealed class ReviewComposite : CliCommand
{
    readonly ShellContext shell;

    readonly Argument<string> before = new("old")
    {
        Description = "File with the composite in use: encoded, a GraphQL schema, or a runtime definition",
    };

    readonly Argument<string> after = new("new") { Description = "File with the composite that shall take its place" };

    readonly Option<bool> byName = new("--by-name")
    {
        Description = "Take models of one name for the same model, whatever their ids: compare only what clients see",
    };

    readonly Option<bool> json = new("--json") { Description = "Print JSON" };

    public ReviewComposite(ShellContext shell)
        : base(
            "review",
            "Compare two composites; the exit code is 1 when a client of the old one may fail with the new one",
            "composeserver composite:review deployed.json my.graphql"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(before);
        Add(after);
        Add(byName);
        Add(json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (oldFile, newFile) = (parsed.GetValue(before)!, parsed.GetValue(after)!);
        var (oldText, newText) = (
            await InputText.ReadFileAsync(oldFile, cancel),
            await InputText.ReadFileAsync(newFile, cancel)
        );
        var sides = new[] { (File: oldFile, Text: oldText), (File: newFile, Text: newText) };
        // A schema may load models that the other composite holds.
        var known = sides
            .Where(side => ReviewedText.KindOf(side.Text) == ReviewedTextKind.Composite)
            .SelectMany(side => CompositeText.Read(side.Text, side.File).Models.Values)
            .DistinctBy(model => model.Id)
            .ToList();
        var old = await ReviewedText.ReadAsync(oldFile, oldText, known, cancel);
        var now = await ReviewedText.ReadAsync(newFile, newText, known, cancel);
        var changes = CompositeReview.Compare(old, now, parsed.GetValue(byName)).OrFail("composites");
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(Encoding.UTF8.GetString(NodeClient.ToUtf8(to => Write(to, changes))));
        else
            await WriteAsync(changes);
        return changes.Any(change => change.IsBreaking) ? ExitCode.Failed : ExitCode.Ok;
    }

    async Task WriteAsync(IReadOnlyList<CompositeChange> changes)
    {
        foreach (var change in changes.OrderByDescending(change => change.IsBreaking))
            await shell.Out.WriteLineAsync(
                ForeignText.OneLine(
                    $"{(change.IsBreaking ? "breaking" : "harmless")}  {change.Code}  {change.Place}: {change.Message}"
                )
            );
        var breaking = changes.Count(change => change.IsBreaking);
        await shell.Words.WriteLineAsync($"{breaking} breaking, {changes.Count - breaking} harmless changes");
    }

    static void Write(Utf8JsonWriter json, IReadOnlyList<CompositeChange> changes)
    {
        json.WriteStartObject();
        json.WriteBoolean("breaking", changes.Any(change => change.IsBreaking));
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("code", change.Code);
            json.WriteBoolean("breaking", change.IsBreaking);
            json.WriteString("place", change.Place);
            json.WriteString("message", change.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
