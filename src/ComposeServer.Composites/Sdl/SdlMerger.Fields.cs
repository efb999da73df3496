using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlMerger
{
    ImmutableArray<FieldDefinitionNode> MergeFields(
        SdlType type,
        ImmutableArray<FieldDefinitionNode> before,
        ImmutableArray<FieldDefinitionNode> added
    )
    {
        var merged = before.ToList();
        foreach (var field in added)
        {
            // Also of two in the same definition.
            var at = merged.FindIndex(known => known.Name == field.Name);
            if (at < 0)
            {
                merged.Add(field);
                continue;
            }
            var old = merged[at];
            merged[at] = new FieldDefinitionNode
            {
                Name = old.Name,
                NameLocation = old.NameLocation,
                Location = old.Location,
                Arguments = MergeArguments(old.Arguments, field.Arguments),
                Type = MergeType(
                    type.Kind == SdlKind.Interface ? "interface" : "type",
                    type.Name,
                    field,
                    old.Type,
                    field.Type
                ),
                Directives = MergeDirectives(old.Directives, field.Directives),
            };
        }
        return [.. merged];
    }

    ImmutableArray<InputValueDefinitionNode> MergeInputFields(
        string typeName,
        ImmutableArray<InputValueDefinitionNode> before,
        ImmutableArray<InputValueDefinitionNode> added
    )
    {
        var merged = before.ToList();
        foreach (var field in added)
        {
            // Also of two in the same definition.
            var at = merged.FindIndex(known => known.Name == field.Name);
            if (at < 0)
            {
                merged.Add(field);
                continue;
            }
            var old = merged[at];
            merged[at] = new InputValueDefinitionNode
            {
                Name = old.Name,
                NameLocation = old.NameLocation,
                Location = old.Location,
                Type = MergeType("input type", typeName, field, old.Type, field.Type),
                DefaultValue = old.DefaultValue ?? field.DefaultValue,
                Directives = MergeDirectives(old.Directives, field.Directives),
            };
        }
        return [.. merged];
    }

    /// <summary>Arguments of a field mean nothing here, but must be valid; a later one takes the place of an earlier one.</summary>
    static ImmutableArray<InputValueDefinitionNode> MergeArguments(
        ImmutableArray<InputValueDefinitionNode> before,
        ImmutableArray<InputValueDefinitionNode> added
    )
    {
        var merged = new OrderedDictionary<string, InputValueDefinitionNode>(StringComparer.Ordinal);
        foreach (var argument in before.Concat(added))
            merged[argument.Name] = argument;
        return [.. merged.Values];
    }

    /// <summary>The stricter of two types that differ in nothing but exclamation marks.</summary>
    TypeNode MergeType(string kind, string typeName, INamedNode field, TypeNode before, TypeNode added)
    {
        if (before.Innermost.Name != added.Innermost.Name)
        {
            throw Invalid(
                $"Unable to merge GraphQL {kind} \"{typeName}\": Field \"{field.Name}\" already defined with a different type. "
                    + $"Declared as \"{before.Innermost.Name}\", but you tried to override with \"{added.Innermost.Name}\"",
                field.NameLocation
            );
        }
        if (ListDepth(before) != ListDepth(added))
        {
            throw Invalid(
                $"Unable to merge GraphQL {kind} \"{typeName}\": Field '{typeName}.{field.Name}' changed type from "
                    + $"'{Printer.Print(before)}' to '{Printer.Print(added)}'",
                field.NameLocation
            );
        }
        return added is NonNullTypeNode && before is not NonNullTypeNode ? added : before;
    }

    static int ListDepth(TypeNode type) =>
        type switch
        {
            NonNullTypeNode nonNull => ListDepth(nonNull.Type),
            ListTypeNode list => 1 + ListDepth(list.Type),
            _ => 0,
        };
}
