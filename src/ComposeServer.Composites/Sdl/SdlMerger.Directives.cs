using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlMerger
{
    readonly Dictionary<DirectiveNode, string> printed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Repeatable directives add up, equal ones once; of another, later arguments replace earlier ones, and lists add up.</summary>
    /// <remarks>That holds within each of the two lists as well, but only where there are two to merge.</remarks>
    ImmutableArray<DirectiveNode> MergeDirectives(
        ImmutableArray<DirectiveNode> before,
        ImmutableArray<DirectiveNode> added
    )
    {
        var merged = new List<DirectiveNode>(before.Length + added.Length);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in before.Concat(added))
        {
            var repeatable = directives.TryGetValue(directive.Name, out var definition) && definition.IsRepeatable;
            if (repeatable && !repeated.Add(TextOf(directive)))
                continue;
            var at = repeatable ? -1 : merged.FindIndex(known => known.Name == directive.Name);
            if (at < 0)
                merged.Add(directive);
            else
                merged[at] = MergeArguments(merged[at], directive);
        }
        return [.. merged];
    }

    string TextOf(DirectiveNode directive)
    {
        if (!printed.TryGetValue(directive, out var text))
            printed.Add(directive, text = Printer.Print(directive));
        return text;
    }

    static DirectiveNode MergeArguments(DirectiveNode before, DirectiveNode added)
    {
        var merged = new List<ArgumentNode>();
        foreach (var argument in before.Arguments.Concat(added.Arguments))
        {
            var at = merged.FindIndex(known => known.Name == argument.Name);
            if (at < 0)
                merged.Add(argument);
            else
                merged[at] = MergeArgument(merged[at], argument);
        }
        return new DirectiveNode
        {
            Name = before.Name,
            NameLocation = before.NameLocation,
            Location = before.Location,
            Arguments = [.. merged],
        };
    }

    static ArgumentNode MergeArgument(ArgumentNode before, ArgumentNode added)
    {
        if (before.Value is not ListValueNode first || added.Value is not ListValueNode second)
            return added;
        var known = first.Values.Select(Printer.Print).ToHashSet(StringComparer.Ordinal);
        return new ArgumentNode
        {
            Name = added.Name,
            NameLocation = added.NameLocation,
            Location = added.Location,
            Value = new ListValueNode
            {
                Location = second.Location,
                Values = [.. first.Values, .. second.Values.Where(value => known.Add(Printer.Print(value)))],
            },
        };
    }
}
