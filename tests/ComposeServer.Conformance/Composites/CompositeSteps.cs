using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Composites;

/// <summary>Recorded operations on a composite: <c>[name, argument, option]</c> each, one after another.</summary>
/// <param name="start">Name of the composite to begin with.</param>
/// <param name="steps">The operations.</param>
/// <param name="file">The file, which has the composites.</param>
sealed class CompositeSteps(string start, IReadOnlyList<JsonElement> steps, Recorded file)
{
    public bool Copies => steps.Any(step => Word(step) == "copy");

    public bool Merges => steps.Any(step => Word(step) == "merge");

    /// <summary>A view without another side takes the place of one that has one.</summary>
    public bool ChangesKindOfView { get; private init; }

    /// <summary>The composite to begin with, as JSON.</summary>
    public JsonObject Start => JsonNode.Parse(JsonText.Of(Source(start)))!.AsObject();

    public static CompositeSteps Of(VectorCase one)
    {
        var kind = one.Name.EndsWith("of another kind", StringComparison.Ordinal);
        return one.Json.Has("of")
            ? new(one.Json.Text("of"), [.. one.Json.GetProperty("steps").Json.EnumerateArray()], one.File)
            {
                ChangesKindOfView = kind,
            }
            : Of(one.Json, one.File);
    }

    /// <summary>Of a case whose steps begin with the composite.</summary>
    public static CompositeSteps Of(Recorded one, Recorded file)
    {
        var steps = one.GetProperty("steps").Json.EnumerateArray().ToArray();
        return new(steps[0].GetString()!, steps[1..], file);
    }

    public CompositeResult<Composite> Run()
    {
        var current = Composite.Read(Source(start));
        foreach (var step in steps)
        {
            if (!current.IsOk)
                return current;
            current = Apply(current.Value, step);
        }
        return current;
    }

    CompositeResult<Composite> Apply(Composite composite, JsonElement step)
    {
        var argument = step[1];
        var replace = step.GetArrayLength() > 2 && step[2].ValueKind == JsonValueKind.True;
        return Word(step) switch
        {
            "copy" => composite.Copy(argument.EnumerateArray().Select(name => name.GetString()!)),
            "merge" => Composite.Merge(
                [
                    composite,
                    .. argument.EnumerateArray().Select(name => Composite.Read(Source(name.GetString()!)).OrThrow()),
                ],
                step.GetArrayLength() > 2 ? Options(step[2]) : null
            ),
            "setAliases" => Result(composite.WithAliases(Aliases(argument), replace)),
            "setViews" => Result(composite.WithViews(Views(argument), replace)),
            "setCommonEmbeds" => Result(
                composite.WithCommonEmbeds(argument.EnumerateArray().Select(name => name.GetString()!), replace)
            ),
            var other => throw new NotSupportedException($"an operation called {other}"),
        };
    }

    static CompositeMergeOptions Options(JsonElement json)
    {
        var options = new CompositeMergeOptions();
        if (json.TryGetProperty("commonEmbeds", out var embeds))
        {
            options = options with
            {
                CommonEmbeds =
                    embeds.ValueKind == JsonValueKind.Array
                        ? new CommonEmbedsChoice.Only([.. embeds.EnumerateArray().Select(name => name.GetString()!)])
                        : CommonEmbedsChoice.Parse(embeds.GetString()!),
            };
        }
        if (json.TryGetProperty("aliases", out var aliases))
            options = options with { Aliases = Aliases(aliases) };
        return json.TryGetProperty("views", out var views) ? options with { Views = Views(views) } : options;
    }

    static OrderedMap<string> Aliases(JsonElement json) =>
        new(json.EnumerateObject().Select(alias => KeyValuePair.Create(alias.Name, alias.Value.GetString()!)));

    /// <summary>Read by the reader of composite files, in a file that has nothing else.</summary>
    static CompositeViews Views(JsonElement json) =>
        Composite
            .Read(JsonText.Parse($$"""{"version":"1.1","models":{},"views":{{json.GetRawText()}}}"""))
            .OrThrow()
            .Views;

    /// <summary>Results have no public making but by an operation; to set nothing is one.</summary>
    static CompositeResult<Composite> Result(Composite composite) => Composite.Merge([composite]);

    static string Word(JsonElement step) => step[0].GetString()!;

    JsonElement Source(string name) => file.GetProperty("sources").GetProperty(name).GetProperty("composite").Json;
}
