using ComposeServer.Json.Schema;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>A model made ready to judge documents. Immutable, safe for many threads.</summary>
public sealed class CompiledModel
{
    /// <summary>What a compiled schema takes in memory for each byte of its definition, roughly and rather too much.</summary>
    const int WeightPerByte = 24;

    CompiledModel(StreamId id, ModelDefinition definition, int sizeBytes)
    {
        Id = id;
        Definition = definition;
        SizeBytes = sizeBytes;
        ImmutableFields = definition.MajorVersion >= 2 ? definition.ImmutableFields : [];
        Relations =
        [
            .. definition.Relations.SelectMany(relation =>
                relation.Value is ModelRelation.Document document
                    ? (DocumentRelation[])[new(relation.Key, document.Model)]
                    : []
            ),
        ];
    }

    /// <summary>The model's stream.</summary>
    public StreamId Id { get; }

    /// <summary>What it was made from.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>The validator of contents; null when the schema cannot be used, and so no content is valid.</summary>
    public JsonSchema? Schema { get; private init; }

    /// <summary>Why the schema cannot be used: a model may be accepted whose documents never are.</summary>
    public string? SchemaFault { get; private init; }

    /// <summary>The fields that keep their first value; none for version 1, which has no such rule.</summary>
    public IReadOnlyList<string> ImmutableFields { get; }

    /// <summary>The fields that point to documents.</summary>
    public IReadOnlyList<DocumentRelation> Relations { get; }

    /// <summary>How many documents an account may have.</summary>
    public AccountRelationKind Kind => Definition.AccountRelation.Kind;

    /// <summary>The fields that make the key of a SET document.</summary>
    public IReadOnlyList<string> SetFields => Definition.AccountRelation.Fields;

    /// <summary>What caches count it as.</summary>
    public int SizeBytes { get; }

    /// <summary>Makes a model ready; compiles its JSON Schema.</summary>
    public static CompiledModel Compile(StreamId id, ModelDefinition definition)
    {
        var schema = JsonBytes.Of(definition.Schema);
        using var document = schema.Read();
        var compiled = JsonSchema.Compile(document.RootElement, SchemaOptions.Model with { BaseId = id.ToString() });
        return new(id, definition, checked(WeightPerByte * schema.Span.Length))
        {
            Schema = compiled.Schema,
            SchemaFault = compiled.Error?.Detail,
        };
    }

    /// <summary>True when documents of this model may stand where documents of the other are asked for.</summary>
    public bool IsA(StreamId other) => Id == other || Definition.Implements.Contains(other);
}
