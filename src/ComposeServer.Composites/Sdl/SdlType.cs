using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>What a named type is.</summary>
enum SdlKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>One named type after all its definitions and extensions have been merged.</summary>
sealed record SdlType(string Name, SdlKind Kind, Location NameLocation)
{
    /// <summary>False while only extensions have been met.</summary>
    public bool IsDefined { get; init; } = true;

    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Of an object or interface.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];

    /// <summary>Of an enum.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; init; } = [];

    /// <summary>Of an input object.</summary>
    public ImmutableArray<InputValueDefinitionNode> InputFields { get; init; } = [];

    /// <summary>Of a union.</summary>
    public ImmutableArray<NamedTypeNode> Members { get; init; } = [];

    /// <summary>The type that a definition or extension describes; null for a definition of something else.</summary>
    public static SdlType? Of(DefinitionNode node) =>
        node switch
        {
            ScalarTypeDefinitionNode type => Defined(type, SdlKind.Scalar),
            ObjectTypeDefinitionNode type => Defined(type, SdlKind.Object) with
            {
                Interfaces = type.Interfaces,
                Fields = type.Fields,
            },
            InterfaceTypeDefinitionNode type => Defined(type, SdlKind.Interface) with
            {
                Interfaces = type.Interfaces,
                Fields = type.Fields,
            },
            UnionTypeDefinitionNode type => Defined(type, SdlKind.Union) with { Members = type.Types },
            EnumTypeDefinitionNode type => Defined(type, SdlKind.Enum) with { Values = type.Values },
            InputObjectTypeDefinitionNode type => Defined(type, SdlKind.Input) with { InputFields = type.Fields },
            ScalarTypeExtensionNode type => Extended(type, SdlKind.Scalar),
            ObjectTypeExtensionNode type => Extended(type, SdlKind.Object) with
            {
                Interfaces = type.Interfaces,
                Fields = type.Fields,
            },
            InterfaceTypeExtensionNode type => Extended(type, SdlKind.Interface) with
            {
                Interfaces = type.Interfaces,
                Fields = type.Fields,
            },
            UnionTypeExtensionNode type => Extended(type, SdlKind.Union) with { Members = type.Types },
            EnumTypeExtensionNode type => Extended(type, SdlKind.Enum) with { Values = type.Values },
            InputObjectTypeExtensionNode type => Extended(type, SdlKind.Input) with { InputFields = type.Fields },
            _ => null,
        };

    static SdlType Defined(TypeDefinitionNode node, SdlKind kind) =>
        new(node.Name, kind, node.NameLocation) { Directives = node.Directives };

    static SdlType Extended(TypeExtensionNode node, SdlKind kind) =>
        new(node.Name, kind, node.NameLocation) { Directives = node.Directives, IsDefined = false };
}
