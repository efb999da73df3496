using System.Collections.Immutable;
using ComposeServer.Composites.Format;
using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>What an SDL text says about models, before it is turned into definitions.</summary>
/// <param name="Enums">Values by name, in definition order.</param>
/// <param name="Objects">Embedded types by name, in definition order.</param>
/// <param name="Models">Models by name, in definition order.</param>
sealed record SdlDefinition(
    OrderedMap<ImmutableArray<string>> Enums,
    OrderedMap<SdlObject> Objects,
    OrderedMap<SdlModel> Models
);

/// <summary>The fields of a type.</summary>
/// <param name="Content">Fields that lie in a document.</param>
/// <param name="Views">Fields answered from outside it.</param>
/// <param name="Relations">What content fields point to.</param>
sealed record SdlObject(
    string Name,
    Location At,
    OrderedMap<SdlField> Content,
    OrderedMap<SdlView> Views,
    OrderedMap<SdlRelation> Relations
);

/// <summary>A model that is to be created or loaded.</summary>
abstract record SdlModel(SdlObject Object, bool IsInterface, IReadOnlyList<ModelIndex> Indices)
{
    /// <param name="AccountRelation">As it stands in the definition.</param>
    /// <param name="Implements">Names of interfaces in source order, transitive ones left out.</param>
    /// <param name="ImmutableFields">Own fields, then those of directly implemented interfaces.</param>
    public sealed record Created(
        SdlObject Object,
        bool IsInterface,
        IReadOnlyList<ModelIndex> Indices,
        string Description,
        IpldMap AccountRelation,
        IReadOnlyList<string> Implements,
        IReadOnlyList<string> ImmutableFields
    ) : SdlModel(Object, IsInterface, Indices);

    public sealed record Loaded(SdlObject Object, bool IsInterface, IReadOnlyList<ModelIndex> Indices, string Id)
        : SdlModel(Object, IsInterface, Indices);
}

/// <summary>A content field.</summary>
sealed record SdlField(string Name, Location At, bool IsRequired, bool IsImmutable, SdlValue Value);

/// <summary>What a content field or a list item holds.</summary>
abstract record SdlValue
{
    /// <param name="Type">The scalar.</param>
    /// <param name="Schema">Its JSON Schema with the field's own bounds.</param>
    public sealed record Scalar(SdlScalar Type, IpldMap Schema) : SdlValue;

    public sealed record Enum(string Name) : SdlValue;

    public sealed record Object(string Name) : SdlValue;

    /// <param name="Bounds"><c>maxItems</c> and, if given, <c>minItems</c>.</param>
    public sealed record List(IpldMap Bounds, SdlValue Item) : SdlValue;
}

/// <summary>What the value of a content field points to.</summary>
abstract record SdlRelation(Location At)
{
    public sealed record Account(Location At) : SdlRelation(At);

    /// <param name="Model">Name of a model, or <c>Node</c> for any.</param>
    public sealed record Document(Location At, string Model) : SdlRelation(At);
}

/// <summary>A field answered from outside the document's content.</summary>
/// <param name="Type">Name of the directive, which is the type of the view in a definition.</param>
/// <param name="Model">Name of the model on the other side, or <c>Node</c>; null for a view without another side.</param>
/// <param name="Property">The field that holds the StreamID; null as above.</param>
sealed record SdlView(string Type, Location At, string? Model, string? Property);
