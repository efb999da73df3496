using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

public sealed partial class Printer
{
    void WriteExecutable(ExecutableDefinitionNode definition)
    {
        WriteDescription(definition.Description);
        switch (definition)
        {
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case FragmentDefinitionNode fragment:
                text.Append("fragment ").Append(fragment.Name).Append(" on ").Append(fragment.TypeCondition.Name);
                WriteDirectives(fragment.Directives);
                text.Append(' ');
                break;
        }

        WritePart(definition.SelectionSet);
    }

    void WriteOperation(OperationDefinitionNode operation)
    {
        var isShort =
            operation is
            {
                Operation: OperationType.Query,
                Description: null,
                Name: null,
                Variables.IsEmpty: true,
                Directives.IsEmpty: true
            };
        if (isShort)
        {
            return;
        }

        text.Append(Keyword(operation.Operation));
        if (operation.Name is not null || !operation.Variables.IsEmpty)
        {
            text.Append(' ').Append(operation.Name);
        }

        var variables = operation.Variables;
        if (variables.Any(variable => Print(variable).Contains('\n', StringComparison.Ordinal)))
        {
            WriteBlock("(", variables, ")", isIndented: false);
        }
        else
        {
            WriteInParentheses(variables);
        }

        WriteDirectives(operation.Directives);
        text.Append(' ');
    }

    /// <summary>Nodes that are neither definitions, values nor types.</summary>
    void WritePart(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode set:
                WriteBlock("{", set.Selections, "}");
                break;
            case FieldNode field:
                WriteField(field);
                break;
            case FragmentSpreadNode spread:
                text.Append("...").Append(spread.Name);
                WriteDirectives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                text.Append("...").Append(inline.TypeCondition is { } type ? $" on {type.Name}" : "");
                WriteDirectives(inline.Directives);
                text.Append(' ');
                WritePart(inline.SelectionSet);
                break;
            case ArgumentNode argument:
                text.Append(argument.Name).Append(": ");
                WriteValue(argument.Value);
                break;
            case ObjectFieldNode field:
                text.Append(field.Name).Append(": ");
                WriteValue(field.Value);
                break;
            case DirectiveNode directive:
                text.Append('@').Append(directive.Name);
                WriteInParentheses(directive.Arguments);
                break;
            case VariableDefinitionNode variable:
                WriteDescription(variable.Description);
                WriteValue(variable.Variable);
                WriteInput(variable.Type, variable.DefaultValue, variable.Directives);
                break;
            default:
                WriteTypeSystemPart(node);
                break;
        }
    }

    void WriteField(FieldNode field)
    {
        var head = field.Alias is null ? field.Name : $"{field.Alias}: {field.Name}";
        text.Append(head);
        if (head.Length + JoinedLength(field.Arguments) + 2 > LineLengthMax)
        {
            WriteBlock("(", field.Arguments, ")");
        }
        else
        {
            WriteInParentheses(field.Arguments);
        }

        WriteDirectives(field.Directives);
        if (field.SelectionSet is { Selections.IsEmpty: false } set)
        {
            text.Append(' ');
            WritePart(set);
        }
    }

    void WriteInput(TypeNode type, ValueNode? byDefault, ImmutableArray<DirectiveNode> directives)
    {
        text.Append(": ");
        WriteType(type);
        if (byDefault is not null)
        {
            text.Append(" = ");
            WriteValue(byDefault);
        }

        WriteDirectives(directives);
    }

    void WriteInParentheses<TNode>(ImmutableArray<TNode> nodes)
        where TNode : SyntaxNode
    {
        if (!nodes.IsEmpty)
        {
            text.Append('(');
            WriteJoined(nodes, ", ");
            text.Append(')');
        }
    }

    static int JoinedLength(ImmutableArray<ArgumentNode> arguments) =>
        arguments.Sum(argument => Print(argument).Length + 2) - (arguments.IsEmpty ? 0 : 2);

    internal static string Keyword(OperationType operation) =>
        operation switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            _ => "subscription",
        };
}
