using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation;

/// <summary>Walks executable definitions in source order, keeping the type stack and telling the rules. Leaves descriptions out.</summary>
/// <param name="types">Where the walk stands.</param>
/// <param name="rules">Asked in this order at each node.</param>
/// <param name="isOver">Asked before each node; true ends the walk.</param>
sealed class DocumentWalk(TypeStack types, ImmutableArray<ValidationRule> rules, Func<bool> isOver)
{
    public void Document(DocumentNode document)
    {
        Tell(document, static (rule, node) => rule.EnterDocument(node));
        foreach (var definition in document.Definitions)
        {
            Definition(definition);
        }

        Tell(document, static (rule, node) => rule.LeaveDocument(node));
    }

    public void Definition(DefinitionNode definition)
    {
        switch (definition)
        {
            case OperationDefinitionNode operation:
                Operation(operation);
                break;
            case FragmentDefinitionNode fragment:
                Fragment(fragment);
                break;
        }
    }

    void Operation(OperationDefinitionNode operation)
    {
        types.Enter(operation);
        Place(operation, static (rule, node) => rule.EnterOperation(node));
        foreach (var variable in operation.Variables)
        {
            VariableDefinition(variable);
        }

        Directives(operation);
        SelectionSet(operation.SelectionSet, operation);
        Tell(operation, static (rule, node) => rule.LeaveOperation(node));
        types.Leave(operation);
    }

    void Fragment(FragmentDefinitionNode fragment)
    {
        types.Enter(fragment);
        Place(fragment, static (rule, node) => rule.EnterFragment(node));
        Type(fragment.TypeCondition);
        Directives(fragment);
        SelectionSet(fragment.SelectionSet, fragment);
        types.Leave(fragment);
    }

    void VariableDefinition(VariableDefinitionNode variable)
    {
        types.Enter(variable);
        Place(variable, static (rule, node) => rule.EnterVariableDefinition(node));
        Type(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            Value(value);
        }

        Directives(variable);
        types.Leave(variable);
    }

    void SelectionSet(SelectionSetNode? selections, SyntaxNode owner)
    {
        if (selections is null || isOver())
        {
            return;
        }

        types.Enter(selections);
        Tell((selections, owner), static (rule, node) => rule.EnterSelectionSet(node.selections, node.owner));
        foreach (var selection in selections.Selections)
        {
            Selection(selection);
        }

        types.Leave(selections);
    }

    void Selection(SelectionNode selection)
    {
        if (isOver())
        {
            return;
        }

        types.Enter(selection);
        switch (selection)
        {
            case FieldNode field:
                Place(field, static (rule, node) => rule.EnterField(node));
                Arguments(field.Arguments);
                Directives(field);
                SelectionSet(field.SelectionSet, field);
                Tell(field, static (rule, node) => rule.LeaveField(node));
                break;
            case FragmentSpreadNode spread:
                Place(spread, static (rule, node) => rule.EnterSpread(node));
                Directives(spread);
                break;
            case InlineFragmentNode inline:
                Place(inline, static (rule, node) => rule.EnterInlineFragment(node));
                if (inline.TypeCondition is { } condition)
                {
                    Type(condition);
                }

                Directives(inline);
                SelectionSet(inline.SelectionSet, inline);
                break;
        }

        types.Leave(selection);
    }

    void Directives(IDirectivesNode place)
    {
        foreach (var directive in place.Directives)
        {
            types.Enter(directive);
            Tell((directive, place), static (rule, node) => rule.EnterDirective(node.directive, node.place));
            Arguments(directive.Arguments);
            Tell(directive, static (rule, node) => rule.LeaveDirective(node));
            types.Leave(directive);
        }
    }

    void Arguments(ImmutableArray<ArgumentNode> arguments)
    {
        foreach (var argument in arguments)
        {
            types.Enter(argument);
            Tell(argument, static (rule, node) => rule.EnterArgument(node));
            Value(argument.Value);
            types.Leave(argument);
        }
    }

    void Value(ValueNode value)
    {
        if (isOver())
        {
            return;
        }

        types.Enter(value);
        Tell(value, static (rule, node) => rule.EnterValue(node));
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                {
                    Value(item);
                }

                break;
            case ObjectValueNode entries:
                foreach (var field in entries.Fields)
                {
                    types.Enter(field);
                    Tell(field, static (rule, node) => rule.EnterObjectField(node));
                    Value(field.Value);
                    types.Leave(field);
                }

                break;
        }

        Tell(value, static (rule, node) => rule.LeaveValue(node));
        types.Leave(value);
    }

    void Type(TypeNode type) => Tell(type.Innermost, static (rule, node) => rule.EnterNamedType(node));

    void Place<TNode>(TNode node, Action<ValidationRule, TNode> enter)
        where TNode : IDirectivesNode
    {
        foreach (var rule in rules)
        {
            rule.EnterPlace(node);
            enter(rule, node);
        }
    }

    void Tell<TNode>(TNode node, Action<ValidationRule, TNode> tell)
    {
        foreach (var rule in rules)
        {
            tell(rule, node);
        }
    }
}
