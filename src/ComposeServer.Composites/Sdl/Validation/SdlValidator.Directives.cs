using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Composites.Sdl.Validation;

sealed partial class SdlValidator
{
    void CheckUniqueDirectives(ImmutableArray<DirectiveNode> nodes)
    {
        if (nodes.Length < 2)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (directives.Find(node.Name) is { IsRepeatable: false } && !seen.Add(node.Name))
                Add($"The directive \"@{node.Name}\" can only be used once at this location.", node.Location);
        }
    }

    void CheckDirectiveUses(ImmutableArray<DirectiveNode> nodes, DirectiveLocation place)
    {
        foreach (var node in nodes)
            CheckDirectiveUse(node, place);
    }

    void CheckDirectiveUse(DirectiveNode node, DirectiveLocation place)
    {
        var definition = directives.Find(node.Name);
        if (definition is null)
            Add($"Unknown directive \"@{node.Name}\".", node.Location);
        else if (!definition.Locations.Contains(place))
            Add($"Directive \"@{node.Name}\" may not be used on {place.Name}.", node.Location);

        if (definition is not null)
            CheckArgumentsAreKnown(node, definition);
        CheckUnique(node.Arguments, name => $"There can be only one argument named \"{name}\".");
        foreach (var argument in node.Arguments)
            CheckLiteral(argument.Value);
        if (definition is not null)
            CheckArgumentsAreComplete(node, definition);
    }

    void CheckArgumentsAreKnown(DirectiveNode node, DirectiveDefinitionNode definition)
    {
        var known = definition.Arguments.Select(argument => argument.Name).ToArray();
        foreach (var argument in node.Arguments.Where(argument => !known.Contains(argument.Name)))
        {
            Add(
                $"Unknown argument \"{argument.Name}\" on directive \"@{node.Name}\"."
                    + Suggestion.Hint(Suggestion.Near(argument.Name, known)),
                argument.Location
            );
        }
    }

    void CheckArgumentsAreComplete(DirectiveNode node, DirectiveDefinitionNode definition)
    {
        foreach (var argument in definition.Arguments)
        {
            if (argument is not { Type: NonNullTypeNode, DefaultValue: null })
                continue;
            if (node.Arguments.All(given => given.Name != argument.Name))
            {
                Add(
                    $"Directive \"@{node.Name}\" argument \"{argument.Name}\" of type \"{Printer.Print(argument.Type)}\" is "
                        + "required, but it was not provided.",
                    node.Location
                );
            }
        }
    }

    void CheckLiteral(ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                    CheckLiteral(item);
                break;
            case ObjectValueNode literal:
                CheckUnique(literal.Fields, name => $"There can be only one input field named \"{name}\".");
                foreach (var field in literal.Fields)
                    CheckLiteral(field.Value);
                break;
        }
    }
}
