using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>Says whether a document has fields that cannot be merged, in nearly linear time.</summary>
/// <remarks>
/// Fields of one response key are compared as groups, not in pairs: all must have the same shape, and those that can meet in one
/// object the same field and arguments; both are equalities, so one comparison with the first of a group is enough. What is selected
/// below them is then checked as one merged set. Which pairs conflict, <see cref="ConflictFinder"/> says.
/// </remarks>
sealed class MergeCheck
{
    readonly ValidationContext context;
    readonly HashSet<string> reached = new(StringComparer.Ordinal);
    int comparisons;
    bool hasConflict;

    MergeCheck(ValidationContext context) => this.context = context;

    bool IsDone => hasConflict || comparisons > context.Limits.MergeComparisonsMax;

    /// <summary>Checks all operations, and fragments no operation uses.</summary>
    /// <returns>Whether there is a conflict, and how many fields were looked at: over the limit nothing is known.</returns>
    public static (bool HasConflict, int Comparisons) Run(ValidationContext context)
    {
        var check = new MergeCheck(context);
        foreach (var operation in context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            check.Root(context.Schema.RootType(operation.Operation), operation.SelectionSet);
        }

        foreach (var fragment in context.Document.Definitions.OfType<FragmentDefinitionNode>())
        {
            if (!check.reached.Contains(fragment.Name!) || context.Fragments.IsHidden(fragment))
            {
                check.Root(context.Schema.Types[fragment.TypeCondition.Name], fragment.SelectionSet);
            }
        }

        return (check.hasConflict, check.comparisons);
    }

    void Root(NamedType? type, SelectionSetNode selections)
    {
        var groups = new Groups();
        Collect(type, selections, groups);
        CheckShapes(groups);
        CheckMeetings(groups);
    }

    // Source: October 2021, 5.3.2 "SameResponseShape".
    void CheckShapes(Groups groups)
    {
        foreach (var entries in groups.All)
        {
            string? shape = null;
            foreach (var entry in entries)
            {
                comparisons++;
                if (entry.Definition is { } definition)
                {
                    var own = ShapeOf(definition.Type);
                    shape ??= own;
                    hasConflict |= !string.Equals(shape, own, StringComparison.Ordinal);
                }
            }

            hasConflict |=
                context.HasDelivery && entries.Count > 1 && entries.Exists(entry => entry.Stream is not null);

            if (IsDone)
            {
                return;
            }

            if (Below(entries) is { } below)
            {
                CheckShapes(below);
            }
        }
    }

    // Source: October 2021, 5.3.2 "FieldsInSetCanMerge".
    void CheckMeetings(Groups groups)
    {
        foreach (var entries in groups.All)
        {
            foreach (var meeting in MeetingsOf(entries))
            {
                CheckSame(meeting);
                if (IsDone)
                {
                    return;
                }

                if (Below(meeting) is { } below)
                {
                    CheckMeetings(below);
                }
            }
        }
    }

    void CheckSame(List<FieldEntry> entries)
    {
        comparisons += entries.Count;
        if (entries.Count == 1)
        {
            return;
        }

        var signature = context.Signatures.Of(entries[0].Node);
        foreach (var entry in entries)
        {
            hasConflict |= !string.Equals(signature, context.Signatures.Of(entry.Node), StringComparison.Ordinal);
        }
    }

    /// <summary>Selections on one object type meet each other and those on interfaces and unions, which meet everything.</summary>
    static List<List<FieldEntry>> MeetingsOf(List<FieldEntry> entries)
    {
        if (entries.TrueForAll(entry => ReferenceEquals(entry.Parent, entries[0].Parent)))
        {
            return [entries];
        }

        var byType = entries.Where(entry => entry.Parent is ObjectType).GroupBy(entry => entry.Parent!).ToList();
        var everywhere = entries.FindAll(entry => entry.Parent is not ObjectType);
        return byType.Count == 0
            ? [everywhere]
            : byType.ConvertAll<List<FieldEntry>>(group => [.. everywhere, .. group]);
    }

    Groups? Below(List<FieldEntry> entries)
    {
        Groups? groups = null;
        foreach (var entry in entries)
        {
            if (entry.Node.SelectionSet is { } selections)
            {
                Collect(entry.Definition?.Type.Named, selections, groups ??= new Groups());
            }
        }

        return groups;
    }

    void Collect(NamedType? type, SelectionSetNode selections, Groups groups)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    groups.Add(FieldEntry.Of(type, field));
                    break;
                case InlineFragmentNode { TypeCondition: { } condition } inline:
                    Collect(context.Schema.Types[condition.Name], inline.SelectionSet, groups);
                    break;
                case InlineFragmentNode inline:
                    Collect(type, inline.SelectionSet, groups);
                    break;
                case FragmentSpreadNode spread
                    when groups.Visit(spread.Name) && context.Fragments[spread.Name] is { } fragment:
                    reached.Add(spread.Name);
                    Collect(context.Schema.Types[fragment.TypeCondition.Name], fragment.SelectionSet, groups);
                    break;
            }
        }
    }

    /// <summary>The wrappers of a type, and its name if it is a leaf: what values of it look like.</summary>
    static string ShapeOf(GraphQLType type) =>
        type switch
        {
            ListType list => $"[{ShapeOf(list.OfType)}]",
            NonNullType nonNull => $"{ShapeOf(nonNull.OfType)}!",
            NamedType { IsLeaf: true } leaf => leaf.Name,
            _ => "{}",
        };

    /// <summary>Fields by response key.</summary>
    sealed class Groups
    {
        readonly OrderedDictionary<string, List<FieldEntry>> byKey = new(StringComparer.Ordinal);
        readonly HashSet<string> visited = new(StringComparer.Ordinal);

        public IEnumerable<List<FieldEntry>> All => byKey.Values;

        public bool Visit(string fragment) => visited.Add(fragment);

        public void Add(FieldEntry entry)
        {
            if (!byKey.TryGetValue(entry.Node.ResponseKey, out var entries))
            {
                byKey[entry.Node.ResponseKey] = entries = [];
            }

            entries.Add(entry);
        }
    }
}
