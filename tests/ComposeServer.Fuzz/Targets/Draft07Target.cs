using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Json.Schema;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Schemas of tiles, and what they judge. An input is <c>[schema, document]</c>.</summary>
sealed class Draft07Target : JsonTarget
{
    public override string Name => "json-schema-07";

    public override IReadOnlyList<string> Words { get; } =
    [
        "$schema",
        "http://json-schema.org/draft-07/schema#",
        "$id",
        "$ref",
        "#",
        "#/definitions/a",
        "definitions",
        "dependencies",
        "additionalItems",
        "items",
        "contains",
        "properties",
        "patternProperties",
        "required",
        "if",
        "then",
        "else",
        "const",
        "enum",
        "format",
        "pattern",
        "^(a|a)*$",
        "nullable",
        "a",
    ];

    public override IEnumerable<byte[]> Seeds() =>
        Vectors
            .Read("vectors/ajv-draft07.json")
            .GetProperty("cases")
            .EnumerateArray()
            .Where((one, at) => at % 6 == 0 && one.TryGetProperty("documents", out _))
            .Select(one => Vectors.Pair(one.GetProperty("schema"), one.GetProperty("documents")[0][0]));

    protected override void Check(JsonElement json)
    {
        if (TrySplit(json, out var schema, out var document))
            JsonSchemaTarget.Check(schema, document, SchemaOptions.Draft07);
    }
}
