using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

public sealed partial class Printer
{
    void WriteTypeSystem(TypeSystemNode node)
    {
        WriteDescription((node as IDescribedNode)?.Description);
        switch (node)
        {
            case SchemaNode schema:
                WriteHead(schema, "schema", name: null);
                WriteMembers(schema.OperationTypes);
                break;
            case ScalarTypeDefinitionNode or ScalarTypeExtensionNode:
                WriteHead(node, "scalar", (INamedNode)node);
                break;
            case ObjectTypeDefinitionNode type:
                WriteFields(type, "type", type.Interfaces, type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                WriteFields(type, "type", type.Interfaces, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WriteFields(type, "interface", type.Interfaces, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                WriteFields(type, "interface", type.Interfaces, type.Fields);
                break;
            case UnionTypeDefinitionNode type:
                WriteUnion(type, type.Types);
                break;
            case UnionTypeExtensionNode type:
                WriteUnion(type, type.Types);
                break;
            case EnumTypeDefinitionNode type:
                WriteHead(type, "enum", type);
                WriteMembers(type.Values);
                break;
            case EnumTypeExtensionNode type:
                WriteHead(type, "enum", type);
                WriteMembers(type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                WriteHead(type, "input", type);
                WriteMembers(type.Fields);
                break;
            case InputObjectTypeExtensionNode type:
                WriteHead(type, "input", type);
                WriteMembers(type.Fields);
                break;
            case DirectiveDefinitionNode directive:
                text.Append("directive @").Append(directive.Name);
                WriteArguments(directive.Arguments);
                text.Append(directive.IsRepeatable ? " repeatable on " : " on ");
                text.AppendJoin(" | ", directive.Locations.Select(location => location.Name));
                break;
        }
    }

    void WriteTypeSystemPart(SyntaxNode node)
    {
        WriteDescription((node as IDescribedNode)?.Description);
        switch (node)
        {
            case OperationTypeDefinitionNode operation:
                text.Append(Keyword(operation.Operation)).Append(": ").Append(operation.Type.Name);
                break;
            case FieldDefinitionNode field:
                text.Append(field.Name);
                WriteArguments(field.Arguments);
                WriteInput(field.Type, byDefault: null, field.Directives);
                break;
            case InputValueDefinitionNode input:
                text.Append(input.Name);
                WriteInput(input.Type, input.DefaultValue, input.Directives);
                break;
            case EnumValueDefinitionNode value:
                text.Append(value.Name);
                WriteDirectives(value.Directives);
                break;
        }
    }

    void WriteHead(
        TypeSystemNode node,
        string keyword,
        INamedNode? name,
        ImmutableArray<NamedTypeNode> interfaces = default
    )
    {
        text.Append(node is TypeExtensionNode or SchemaExtensionNode ? "extend " : "").Append(keyword);
        if (name is not null)
        {
            text.Append(' ').Append(name.Name);
        }

        if (!interfaces.IsDefaultOrEmpty)
        {
            text.Append(" implements ").AppendJoin(" & ", interfaces.Select(type => type.Name));
        }

        WriteDirectives(node.Directives);
    }

    void WriteFields(
        TypeSystemNode node,
        string keyword,
        ImmutableArray<NamedTypeNode> interfaces,
        ImmutableArray<FieldDefinitionNode> fields
    )
    {
        WriteHead(node, keyword, (INamedNode)node, interfaces);
        WriteMembers(fields);
    }

    void WriteUnion(TypeSystemNode node, ImmutableArray<NamedTypeNode> types)
    {
        WriteHead(node, "union", (INamedNode)node);
        if (!types.IsEmpty)
        {
            text.Append(" = ").AppendJoin(" | ", types.Select(type => type.Name));
        }
    }

    void WriteMembers<TNode>(ImmutableArray<TNode> members)
        where TNode : SyntaxNode
    {
        text.Append(members.IsEmpty ? "" : " ");
        WriteBlock("{", members, "}");
    }

    void WriteArguments(ImmutableArray<InputValueDefinitionNode> arguments)
    {
        if (arguments.Any(argument => Print(argument).Contains('\n', StringComparison.Ordinal)))
        {
            WriteBlock("(", arguments, ")");
        }
        else
        {
            WriteInParentheses(arguments);
        }
    }
}
