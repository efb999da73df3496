using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>Names the fields that cannot be merged, pair by pair, in the order and words of the reference implementation.</summary>
/// <remarks>Quadratic, so only run once <see cref="MergeCheck"/> knows that there is something to name, and within a budget.</remarks>
sealed partial class ConflictFinder(ValidationContext context)
{
    /// <summary>Comparisons within each other. Fragments that follow each other in a circle can be compared along a path as long as their pairs.</summary>
    const int DepthMax = 500;

    readonly ComparedPairs comparedFragments = new();
    readonly Dictionary<(SelectionSetNode, NamedType?), FieldMap> maps = [];
    int comparisons;
    int depth;
    bool isTooDeep;

    /// <summary>What ran out, so that there may be more conflicts than were found; null when nothing did.</summary>
    public GraphQLError? Exceeded =>
        !IsExhausted ? null
        : isTooDeep ? LimitError.MergeDepth(DepthMax)
        : LimitError.MergeComparisons(context.Limits.MergeComparisonsMax);

    bool IsExhausted => isTooDeep || comparisons > context.Limits.MergeComparisonsMax;

    /// <summary>The conflicts between fields of one selection set, fragments included.</summary>
    public IReadOnlyList<MergeConflict> Within(NamedType? type, SelectionSetNode selections)
    {
        var conflicts = new List<MergeConflict>();
        var map = MapOf(type, selections);
        CompareWithin(conflicts, map);
        for (var i = 0; i < map.Spreads.Count; i++)
        {
            CompareWithFragment(conflicts, exclusive: false, map, map.Spreads[i]);
            for (var j = i + 1; j < map.Spreads.Count && !IsExhausted; j++)
            {
                CompareFragments(conflicts, exclusive: false, map.Spreads[i], map.Spreads[j]);
            }
        }

        return conflicts;
    }

    void CompareWithin(List<MergeConflict> conflicts, FieldMap map)
    {
        foreach (var (key, entries) in map.Fields)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                for (var j = i + 1; j < entries.Count; j++)
                {
                    // More would not be reported.
                    if (IsExhausted || conflicts.Count > context.Limits.ErrorsMax)
                    {
                        return;
                    }

                    Compare(conflicts, isExclusive: false, key, entries[i], entries[j]);
                }
            }
        }
    }

    void CompareBetween(List<MergeConflict> conflicts, bool exclusive, FieldMap a, FieldMap b)
    {
        foreach (var (key, entries) in a.Fields)
        {
            comparisons++;
            if (!b.Fields.TryGetValue(key, out var others))
            {
                continue;
            }

            foreach (var entry in entries)
            {
                foreach (var other in others)
                {
                    if (IsExhausted)
                    {
                        return;
                    }

                    Compare(conflicts, exclusive, key, entry, other);
                }
            }
        }
    }

    void CompareWithFragment(List<MergeConflict> conflicts, bool exclusive, FieldMap map, string name)
    {
        comparisons++;
        if (IsExhausted || map.Fields.Count == 0 || !map.Compared(name, exclusive))
        {
            return;
        }

        if (context.Fragments[name] is not { } fragment || MapOf(fragment) is var other && ReferenceEquals(map, other))
        {
            return;
        }

        if (!Descend())
        {
            return;
        }

        CompareBetween(conflicts, exclusive, map, other);
        foreach (var spread in other.Spreads)
        {
            CompareWithFragment(conflicts, exclusive, map, spread);
        }

        depth--;
    }

    void CompareFragments(List<MergeConflict> conflicts, bool exclusive, string name, string otherName)
    {
        comparisons++;
        if (
            IsExhausted
            || string.Equals(name, otherName, StringComparison.Ordinal)
            || context.Fragments[name] is not { } fragment
            || context.Fragments[otherName] is not { } otherFragment
            || !comparedFragments.Add(name, otherName, exclusive)
        )
        {
            return;
        }

        if (!Descend())
        {
            return;
        }

        var map = MapOf(fragment);
        var other = MapOf(otherFragment);
        CompareBetween(conflicts, exclusive, map, other);
        foreach (var spread in other.Spreads)
        {
            CompareFragments(conflicts, exclusive, name, spread);
        }

        foreach (var spread in map.Spreads)
        {
            CompareFragments(conflicts, exclusive, spread, otherName);
        }

        depth--;
    }

    /// <returns>False when that is too deep, and then nothing is compared any more.</returns>
    bool Descend()
    {
        isTooDeep |= depth == DepthMax;
        depth += isTooDeep ? 0 : 1;
        return !isTooDeep;
    }

    void Compare(List<MergeConflict> conflicts, bool isExclusive, string key, FieldEntry a, FieldEntry b)
    {
        comparisons++;
        var exclusive = isExclusive || a.Excludes(b);
        if (ReasonFor(exclusive, a, b) is { } reason)
        {
            conflicts.Add(new(key, reason, [a.Node], [b.Node]));
        }
        else if (a.Node.SelectionSet is { } selections && b.Node.SelectionSet is { } others)
        {
            var map = MapOf(a.Definition?.Type.Named, selections);
            var other = MapOf(b.Definition?.Type.Named, others);
            var below = CompareMaps(exclusive, map, other);
            if (below.Count > 0)
            {
                conflicts.Add(MergeConflict.Above(key, a.Node, b.Node, below));
            }
        }
    }

    List<MergeConflict> CompareMaps(bool exclusive, FieldMap map, FieldMap other)
    {
        var conflicts = new List<MergeConflict>();
        CompareBetween(conflicts, exclusive, map, other);
        foreach (var spread in other.Spreads)
        {
            CompareWithFragment(conflicts, exclusive, map, spread);
        }

        foreach (var spread in map.Spreads)
        {
            CompareWithFragment(conflicts, exclusive, other, spread);
        }

        foreach (var spread in map.Spreads)
        {
            foreach (var otherSpread in other.Spreads)
            {
                CompareFragments(conflicts, exclusive, spread, otherSpread);
            }
        }

        return conflicts;
    }

    string? ReasonFor(bool exclusive, FieldEntry a, FieldEntry b)
    {
        if (!exclusive && !string.Equals(a.Node.Name, b.Node.Name, StringComparison.Ordinal))
        {
            var (name, other) = (MergeConflict.Cut(a.Node.Name), MergeConflict.Cut(b.Node.Name));
            return $"\"{name}\" and \"{other}\" are different fields";
        }

        if (
            !exclusive
            && !string.Equals(context.Signatures.Of(a.Node), context.Signatures.Of(b.Node), StringComparison.Ordinal)
        )
        {
            return "they have differing arguments";
        }

        if (context.HasDelivery && StreamReason(a.Stream, b.Stream) is { } reason)
        {
            return reason;
        }

        return a.Definition is { Type: var type } && b.Definition is { Type: var otherType } && Differ(type, otherType)
            ? $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    /// <summary>Two selections of one list cannot agree on who gets which items.</summary>
    static string? StreamReason(DirectiveNode? a, DirectiveNode? b)
    {
        if (a is null && b is null)
        {
            return null;
        }

        const string Reason = "they have overlapping stream directives";
        var isSame =
            a is not null
            && b is not null
            && string.Equals(
                FieldEntry.Signature("stream", a.Arguments),
                FieldEntry.Signature("stream", b.Arguments),
                StringComparison.Ordinal
            );
        return isSame ? Reason + ". See https://github.com/graphql/defer-stream-wg/discussions/100" : Reason;
    }

    /// <summary>True when values of the types look different: in lists, in null, or as leaves.</summary>
    static bool Differ(GraphQLType a, GraphQLType b) =>
        (a, b) switch
        {
            (ListType list, ListType other) => Differ(list.OfType, other.OfType),
            (NonNullType nonNull, NonNullType other) => Differ(nonNull.OfType, other.OfType),
            (NamedType { IsComposite: true }, NamedType { IsComposite: true }) => false,
            _ => !ReferenceEquals(a, b),
        };
}
