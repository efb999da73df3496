using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlMerger
{
    ImmutableArray<FieldDefinitionNode> MergeFields(
        string typeName,
        ImmutableArray<FieldDefinitionNode> before,
        ImmutableArray<FieldDefinitionNode> added
    )
    {
        var merged = before.ToBuilder();
        foreach (var field in added)
        {
            var at = IndexOf(before, field.Name);
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
                Arguments = [.. old.Arguments, .. field.Arguments.Where(a => IndexOf(old.Arguments, a.Name) < 0)],
                Type = MergeType("type", typeName, field, old.Type, field.Type),
                Directives = MergeDirectives(old.Directives, field.Directives),
            };
        }
        return merged.ToImmutable();
    }

    ImmutableArray<InputValueDefinitionNode> MergeInputFields(
        string typeName,
        ImmutableArray<InputValueDefinitionNode> before,
        ImmutableArray<InputValueDefinitionNode> added
    )
    {
        var merged = before.ToBuilder();
        foreach (var field in added)
        {
            var at = IndexOf(before, field.Name);
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
        return merged.ToImmutable();
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

    static int IndexOf<T>(ImmutableArray<T> nodes, string? name)
        where T : INamedNode
    {
        for (var at = 0; at < nodes.Length; at++)
        {
            if (nodes[at].Name == name)
                return at;
        }
        return -1;
    }
}
