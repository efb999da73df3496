using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

/// <summary>What a model says about its documents: the content of a model stream, typed. Immutable.</summary>
/// <remarks>
/// <see cref="Value"/> is what was read, member for member, for a model's StreamID follows from it; the other members are a view of it.
/// Definitions of version 1.0 and older read too: what they lack has its plain meaning (no interface, no views, nothing immutable).
/// Source: composedb.md 2.1, 2.2.
/// </remarks>
public sealed partial class ModelDefinition : IEquatable<ModelDefinition>
{
    ModelDefinition(IpldMap value, string name, AccountRelation accountRelation, IpldMap schema)
    {
        Value = value;
        Name = name;
        AccountRelation = accountRelation;
        Schema = schema;
    }

    /// <summary>The definition as it stands in the init event.</summary>
    public IpldMap Value { get; }

    /// <summary><c>1.0</c> or <c>2.0</c>; empty for definitions from before versions.</summary>
    public string Version { get; private init; } = "";

    /// <summary>Name of the type that documents have in GraphQL.</summary>
    public string Name { get; }

    /// <summary>For people; null when there is none.</summary>
    public string? Description { get; private init; }

    /// <summary>How many documents an account may have.</summary>
    public AccountRelation AccountRelation { get; }

    /// <summary>True when no documents are made of it, and other models may implement it.</summary>
    public bool IsInterface { get; private init; }

    /// <summary>The interfaces it implements, those that they implement included.</summary>
    public IReadOnlyList<StreamId> Implements { get; private init; } = [];

    /// <summary>JSON Schema (draft 2020-12) of a document's content.</summary>
    public IpldMap Schema { get; }

    /// <summary>Fields that keep their first value. Rules on them hold for version 2 only.</summary>
    public IReadOnlyList<string> ImmutableFields { get; private init; } = [];

    /// <summary>The fields that point to accounts and documents, in the order of the definition.</summary>
    public IReadOnlyList<KeyValuePair<string, ModelRelation>> Relations { get; private init; } = [];

    /// <summary>The fields that are shown but not stored, in the order of the definition.</summary>
    public IReadOnlyList<KeyValuePair<string, ModelView>> Views { get; private init; } = [];

    /// <summary>Number before the point of <see cref="Version"/>; 1 for definitions from before versions.</summary>
    public int MajorVersion => ModelVersion.TryParse(Version, out var version) ? version.Major : 1;

    /// <summary>Reads a definition from a block.</summary>
    /// <param name="value">Member <c>data</c> of a model's init event.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="error">Names the member that is not of the shape of composedb.md 2.1.</param>
    public static bool TryRead(IpldValue? value, out ModelDefinition definition, out string error) =>
        new Reader().TryRead(value, out definition, out error);

    /// <summary>Reads a definition from JSON; integral numbers become integers, as in JavaScript.</summary>
    /// <inheritdoc cref="TryRead"/>
    public static bool TryParse(JsonElement json, out ModelDefinition definition, out string error)
    {
        if (PlainJson.TryFromDocument(json, out var value, out var code))
            return TryRead(value, out definition, out error);
        definition = null!;
        error = $"Invalid model definition: {code}";
        return false;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">It has another shape.</exception>
    public static ModelDefinition Parse(JsonElement json) =>
        TryParse(json, out var definition, out var error) ? definition : throw new FormatException(error);

    /// <summary>Equality of the values read.</summary>
    public bool Equals(ModelDefinition? other) => other is not null && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelDefinition);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();
}
