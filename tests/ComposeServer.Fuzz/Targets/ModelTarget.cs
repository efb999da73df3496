using System.Runtime.InteropServices;
using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;
using ComposeServer.Json.Schema;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Fuzz.Targets;

sealed class ModelTarget : JsonTarget
{
    /// <summary>Stands for any interface that a definition names.</summary>
    static readonly ModelDefinition Interface = ModelDefinition.Parse(
        JsonElement.Parse(
            """
            {"version":"2.0","name":"Named","accountRelation":{"type":"none"},"interface":true,"implements":[],"views":{},
             "schema":{"type":"object","properties":{"name":{"type":"string","maxLength":50}},"required":["name"],"additionalProperties":false}}
            """
        )
    );

    /// <summary>A definition comes in one block, and no larger one passes the intake.</summary>
    const int BlockBytesMax = 256_000;

    public override string Name => "model";

    public override IReadOnlyList<string> Words { get; } =
    [
        "version",
        "2.0",
        "name",
        "description",
        "accountRelation",
        "type",
        "list",
        "single",
        "set",
        "none",
        "fields",
        "interface",
        "implements",
        "schema",
        "immutableFields",
        "relations",
        "views",
        "properties",
        "required",
        "additionalProperties",
        "$defs",
        "$ref",
        "#/$defs/A",
        "#/properties/a",
        "anyOf",
        "oneOf",
        "enum",
        "const",
        "pattern",
        "format",
        "items",
        "document",
        "account",
        "model",
        "property",
        "documentAccount",
        "relationFrom",
        "kh4q0ozorrgaq2mezktnrmdwleo1d",
        "kjzl6hvfrbw6ca7ug9c8rj2aady8gifke142dk0ufkyujubxet4aydbk1m5jqbn",
    ];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Json("vectors/model-definitions.json", "definition"),
            .. Vectors.Json("vectors/models.json", "definition"),
        ];

    protected override void Check(JsonElement json)
    {
        if (JsonMarshal.GetRawUtf8Value(json).Length > BlockBytesMax)
            return;
        if (!PlainJson.TryFromDocument(json, out var content, out _))
            return;
        var verdict = Door.Through(() => ModelRules.Check(content, Find));
        Oracle.Holds(
            TextOf(verdict) == TextOf(ModelRules.Check(content, Find)),
            "a definition gets the same verdict each time"
        );
        if (verdict is not ModelVerdict.Accepted { Definition: var definition })
            return;
        Oracle.Holds(
            ModelDefinition.TryRead(content, out var same, out _) && same.Equals(definition),
            "a model that is accepted can be read"
        );
        using var schema = JsonBytes.Of(definition.Schema).Read();
        _ = Door.Through(() => JsonSchema.Compile(schema.RootElement, SchemaOptions.Model).IsCompiled);
    }

    static ModelDefinition? Find(StreamId id) => id.Type == StreamType.Model ? Interface : null;

    static string TextOf(ModelVerdict verdict) =>
        verdict switch
        {
            ModelVerdict.Accepted => "accepted",
            ModelVerdict.Refused refused => refused.Fault.ToString()!,
            ModelVerdict.Missing missing => string.Join(' ', missing.Interfaces),
            _ => "",
        };
}
