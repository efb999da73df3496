using System.Text.Json;

namespace ComposeServer.Json.Schema;

/// <summary>Whose rules a schema is compiled by.</summary>
public enum SchemaMode
{
    /// <summary>The rules of JSON Schema draft 2020-12: unknown keywords and formats are annotations.</summary>
    Suite,

    /// <summary>
    /// The rules by which JS nodes read a model's schema (ajv 8 in strict mode): an unknown keyword or format, a required member that
    /// is not declared, a union of types and the like are compile errors; formats are asserted.
    /// </summary>
    /// <remarks>
    /// One thing is the standard's and not ajv's: what <c>unevaluated*</c> sees of branches (<c>anyOf</c>, <c>if</c> and the like), of
    /// which ajv loses track. Models cannot get there with objects, whose further members they must forbid.
    /// </remarks>
    Model,

    /// <summary>
    /// The rules by which JS nodes read a tile's schema (ajv 8 as it is, with formats): draft-07, in which <c>items</c> may be a list.
    /// Unknown keywords and formats are compile errors here too; types may be left out and united. As ajv does, and unlike the draft,
    /// keywords beside <c>$ref</c> count.
    /// </summary>
    Draft07,
}

/// <summary>How a schema is compiled.</summary>
public sealed record SchemaOptions
{
    /// <summary>The rules of the standard.</summary>
    public static SchemaOptions Suite { get; } = new() { Mode = SchemaMode.Suite };

    /// <summary>The rules of models.</summary>
    public static SchemaOptions Model { get; } = new() { Mode = SchemaMode.Model };

    /// <summary>The rules of tiles.</summary>
    public static SchemaOptions Draft07 { get; } = new() { Mode = SchemaMode.Draft07 };

    /// <summary>Whose rules apply.</summary>
    public required SchemaMode Mode { get; init; }

    /// <summary>In <see cref="SchemaMode.Suite"/>: known formats are asserted. Default false. The other modes always assert them.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>The URI of the schema when it has no <c>$id</c>; for a model its StreamID, which then stands in compile errors.</summary>
    public string BaseId { get; init; } = "";

    /// <summary>Other schemas that a reference may name, by absolute URI. Nothing is ever fetched. The mode's meta-schema is always known.</summary>
    public IReadOnlyDictionary<string, JsonElement> Documents { get; init; } =
        new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>What a schema may cost.</summary>
    public SchemaLimits Limits { get; init; } = SchemaLimits.Default;
}
