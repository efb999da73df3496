using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Json.Schema;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Schemas and what they judge. An input is <c>[schema, document]</c>.</summary>
sealed class JsonSchemaTarget : JsonTarget
{
    public override string Name => "json-schema";

    public override IReadOnlyList<string> Words { get; } =
    [
        "$schema",
        "$id",
        "$ref",
        "#",
        "#/$defs/a",
        "$defs",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "type",
        "object",
        "array",
        "string",
        "integer",
        "number",
        "null",
        "boolean",
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "dependentSchemas",
        "items",
        "prefixItems",
        "contains",
        "minContains",
        "maxContains",
        "uniqueItems",
        "minItems",
        "maxItems",
        "unevaluatedProperties",
        "unevaluatedItems",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "enum",
        "const",
        "multipleOf",
        "minimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "^(a+)+$",
        "(?=a)",
        "format",
        "date-time",
        "uri",
        "email",
        "ipv6",
        "regex",
        "formatMaximum",
        "1e308",
        "0.01",
        "a",
        "b",
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (
            var one in Vectors
                .Read("vectors/ajv-errors.json")
                .GetProperty("cases")
                .EnumerateArray()
                .Where((_, at) => at % 12 == 0)
        )
        {
            // Schemas that do not compile have no documents.
            var document = one.TryGetProperty("documents", out var documents)
                ? documents[0][0]
                : one.GetProperty("schema");
            yield return Vectors.Pair(one.GetProperty("schema"), document);
        }

        foreach (
            var file in Directory
                .EnumerateFiles(
                    Path.Combine(Vectors.RepositoryRoot, "tests/suites/json-schema-2020-12/tests"),
                    "*.json"
                )
                .Order(StringComparer.Ordinal)
        )
        {
            var group = JsonElement.Parse(File.ReadAllBytes(file))[0];
            yield return Vectors.Pair(group.GetProperty("schema"), group.GetProperty("tests")[0].GetProperty("data"));
        }
    }

    protected override void Check(JsonElement json)
    {
        if (!TrySplit(json, out var schema, out var document))
            return;
        Check(schema, document, SchemaOptions.Suite);
        Check(schema, document, SchemaOptions.Model);
    }

    /// <summary>What holds of a schema and a document in each mode.</summary>
    public static void Check(JsonElement schema, JsonElement document, SchemaOptions options)
    {
        var compiled = Door.Through(() => JsonSchema.Compile(schema, options));
        Oracle.Holds(
            JsonSchema.Compile(schema, options).Error == compiled.Error,
            "a schema compiles or not, each time the same"
        );
        if (compiled.Schema is not { } ready)
            return;
        var verdict = Door.Through(() => ready.Validate(document));
        if (verdict.Fault is { Code: SchemaErrorCode.PatternTimeout })
            return;
        Oracle.Holds(ready.Validate(document).Text == verdict.Text, "a document gets the same verdict each time");
        Oracle.Holds(Door.Through(() => ready.Accepts(document)) == verdict.IsValid, "both roads say the same");
        Oracle.Holds(verdict.IsValid == (verdict.Text.Length == 0), "what is wrong has a text");
    }
}
