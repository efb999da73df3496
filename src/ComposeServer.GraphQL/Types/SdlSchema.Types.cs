using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

sealed partial class SdlSchema
{
    NamedType BuildType(TypeDefinitionNode node)
    {
        var name = node.Name;
        var description = node.Description?.Value;
        TypeExtensionNode[] added = [.. extensions[name]];
        switch (node)
        {
            case ScalarTypeDefinitionNode scalar:
                return new ScalarType(name)
                {
                    Description = description,
                    SpecifiedByUrl = TextArgument(scalar.Directives, BuiltInDirectives.SpecifiedBy, "url"),
                    Syntax = node,
                    Extensions = added,
                };
            case ObjectTypeDefinitionNode:
                return new ObjectType(name, () => Fields(node, added), () => Interfaces(node, added))
                {
                    Description = description,
                    Syntax = node,
                    Extensions = added,
                };
            case InterfaceTypeDefinitionNode:
                return new InterfaceType(name, () => Fields(node, added), () => Interfaces(node, added))
                {
                    Description = description,
                    Syntax = node,
                    Extensions = added,
                };
            case UnionTypeDefinitionNode:
                return new UnionType(name, () => MemberNodes(node, added).Select(Named).Cast<ObjectType>())
                {
                    Description = description,
                    Syntax = node,
                    Extensions = added,
                };
            case EnumTypeDefinitionNode definition:
                var values = definition
                    .Values.Concat(added.OfType<EnumTypeExtensionNode>().SelectMany(extension => extension.Values))
                    .Select(BuildValue);
                return new EnumType(name, values)
                {
                    Description = description,
                    Syntax = node,
                    Extensions = added,
                };
            default:
                var input = (InputObjectTypeDefinitionNode)node;
                var inputs = input.Fields.Concat(
                    added.OfType<InputObjectTypeExtensionNode>().SelectMany(extension => extension.Fields)
                );
                return new InputObjectType(name, () => inputs.Select(BuildInputField))
                {
                    Description = description,
                    IsOneOf = input.Directives.Any(directive => directive.Name is "oneOf"),
                    Syntax = node,
                    Extensions = added,
                };
        }
    }

    IEnumerable<FieldDefinition> Fields(TypeDefinitionNode node, TypeExtensionNode[] added) =>
        FieldNodes(node)
            .Concat(added.SelectMany(FieldNodes))
            .Select(field => new FieldDefinition(field.Name, Wrapped(field.Type))
            {
                Description = field.Description?.Value,
                Arguments = new(field.Arguments.Select(BuildArgument)),
                DeprecationReason = Deprecation(field.Directives),
                Cost = CostDirectives.Read(field.Directives),
                Syntax = field,
            });

    IEnumerable<InterfaceType> Interfaces(TypeDefinitionNode node, TypeExtensionNode[] added) =>
        InterfaceNodes(node, added).Select(Named).Cast<InterfaceType>();

    static IEnumerable<FieldDefinitionNode> FieldNodes(TypeSystemNode node) =>
        node switch
        {
            ObjectTypeDefinitionNode definition => definition.Fields,
            ObjectTypeExtensionNode extension => extension.Fields,
            InterfaceTypeDefinitionNode definition => definition.Fields,
            InterfaceTypeExtensionNode extension => extension.Fields,
            _ => [],
        };

    static IEnumerable<NamedTypeNode> InterfaceNodes(TypeSystemNode node, IEnumerable<TypeExtensionNode> added) =>
        added
            .Prepend(node)
            .SelectMany(part =>
                part switch
                {
                    ObjectTypeDefinitionNode definition => definition.Interfaces,
                    ObjectTypeExtensionNode extension => extension.Interfaces,
                    InterfaceTypeDefinitionNode definition => definition.Interfaces,
                    InterfaceTypeExtensionNode extension => extension.Interfaces,
                    _ => [],
                }
            );

    static IEnumerable<NamedTypeNode> MemberNodes(TypeSystemNode node, IEnumerable<TypeExtensionNode> added) =>
        added
            .Prepend(node)
            .SelectMany(part =>
                part switch
                {
                    UnionTypeDefinitionNode definition => definition.Types,
                    UnionTypeExtensionNode extension => extension.Types,
                    _ => [],
                }
            );

    /// <summary>Interfaces and union members of another kind cannot be expressed by the type classes, so they are refused here.</summary>
    void CheckKinds()
    {
        foreach (var node in document.Definitions.OfType<TypeDefinitionNode>())
        {
            if (Standard.ContainsKey(node.Name))
            {
                continue;
            }

            NamedTypeNode[] interfaces = [.. InterfaceNodes(node, extensions[node.Name])];
            foreach (var wrong in interfaces.Where(reference => Named(reference) is not InterfaceType))
            {
                errors.Add(
                    SchemaError.AtNodes(
                        $"Type {node.Name} must only implement Interface types, it cannot implement {wrong.Name}.",
                        Same(interfaces, wrong)
                    )
                );
            }

            NamedTypeNode[] members = [.. MemberNodes(node, extensions[node.Name])];
            foreach (var wrong in members.Where(reference => Named(reference) is not ObjectType))
            {
                errors.Add(
                    SchemaError.AtNodes(
                        $"Union type {node.Name} can only include Object types, it cannot include {wrong.Name}.",
                        Same(members, wrong)
                    )
                );
            }
        }

        static IEnumerable<SyntaxNode> Same(NamedTypeNode[] references, NamedTypeNode wrong) =>
            references.Where(reference => string.Equals(reference.Name, wrong.Name, StringComparison.Ordinal));
    }
}
