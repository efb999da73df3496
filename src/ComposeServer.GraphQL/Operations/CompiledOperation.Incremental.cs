using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations.Incremental;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Selections of operations that are delivered in parts: which fields come with their object, and which ones with what part.</summary>
public sealed partial class CompiledOperation
{
    // Null when everything comes at once, as if @defer and @stream were not there.
    readonly IncrementalFlattener? incremental;
    readonly Dictionary<DeferredSource, SelectionSet> internedInParts = [];

    /// <summary>Called with <see cref="Gate"/> held.</summary>
    /// <returns>All fields, and when they come; no plan when all come with their object.</returns>
    internal (ImmutableArray<FieldSelection> Fields, DeliveryPlan? Plan) FlattenInParts(
        SelectionSet selections,
        ObjectType type
    )
    {
        var source = selections.InParts!;
        var collected = incremental!.Collect(source.Sets, type);
        var now = new List<List<DeferredNode<FieldNode>>>();
        var later = new List<(DeferUsageSet Usages, List<List<DeferredNode<FieldNode>>> Groups)>();
        foreach (var nodes in collected.Fields.Values)
        {
            var usages = Delivering(nodes);
            if (source.Group.IsSame(usages))
            {
                now.Add(nodes);
            }
            else if (later.Find(known => known.Usages.IsSame(usages)) is { Groups: { } groups })
            {
                groups.Add(nodes);
            }
            else
            {
                later.Add((new([.. usages]), [nodes]));
            }
        }

        var fields = FieldsOf(type, now, source.Group);
        if (later.Count == 0 && collected.NewUsages.Count == 0)
        {
            return (fields, null);
        }

        var deferred = later.ConvertAll(group => new DeferredFields(
            group.Usages,
            FieldsOf(type, group.Groups, group.Usages)
        ));
        return (
            [.. fields, .. deferred.SelectMany(group => group.Fields)],
            new([.. fields], [.. collected.NewUsages], [.. deferred])
        );
    }

    /// <summary>The outermost fragments that select a field; none when it is also selected outside of all.</summary>
    static HashSet<DeferUsage> Delivering(List<DeferredNode<FieldNode>> nodes)
    {
        var usages = new HashSet<DeferUsage>();
        foreach (var node in nodes)
        {
            if (node.Usage is null)
            {
                return [];
            }

            usages.Add(node.Usage);
        }

        foreach (var usage in usages.Where(usage => usage.IsWithin(usages)).ToList())
        {
            usages.Remove(usage);
        }

        return usages;
    }

    ImmutableArray<FieldSelection> FieldsOf(
        ObjectType type,
        List<List<DeferredNode<FieldNode>>> groups,
        DeferUsageSet group
    )
    {
        var fields = ImmutableArray.CreateBuilder<FieldSelection>(groups.Count);
        foreach (var nodes in groups)
        {
            if (Schema.FieldOf(type, nodes[0].Node.Name) is { } field)
            {
                fields.Add(Selection(fields.Count, type, field, nodes, group));
            }
        }

        return fields.DrainToImmutable();
    }

    FieldSelection Selection(
        int index,
        ObjectType type,
        FieldDefinition field,
        List<DeferredNode<FieldNode>> nodes,
        DeferUsageSet group
    )
    {
        var fieldNodes = nodes.Select(node => node.Node).ToImmutableArray();
        StreamUsage? stream = null;
        if (DeliveryDirective.Of(fieldNodes[0]) is { } directive && directive.IsOn(trueConditions))
        {
            var items = nodes.ConvertAll(node => node with { Usage = null });
            stream = new(
                directive,
                new FieldSelection(index, type, field, fieldNodes, InternInParts(items, DeferUsageSet.None))
            );
        }

        return new FieldSelection(index, type, field, fieldNodes, InternInParts(nodes, group)) { Stream = stream };
    }

    // As in Intern: objects reached in several ways are resolved in one batch, as long as the same parts deliver them.
    SelectionSet? InternInParts(List<DeferredNode<FieldNode>> nodes, DeferUsageSet group)
    {
        var sets = nodes
            .Where(node => node.Node.SelectionSet is not null)
            .Select(node => new DeferredNode<SelectionSetNode>(node.Node.SelectionSet!, node.Usage))
            .ToImmutableArray();
        if (sets.IsEmpty)
        {
            return null;
        }

        var source = new DeferredSource(sets, group);
        if (!internedInParts.TryGetValue(source, out var selections))
        {
            internedInParts[source] = selections = new SelectionSet(this, source);
        }

        return selections;
    }
}
