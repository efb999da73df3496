using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations.Incremental;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>
/// One operation of a valid document with all its <c>@skip</c> and <c>@include</c> decided. Holds nothing of a request; thread-safe.
/// </summary>
public sealed partial class CompiledOperation
{
    readonly SelectionFlattener flattener;
    readonly IReadOnlySet<string> trueConditions;
    readonly Dictionary<SelectionSource, SelectionSet> interned = [];

    internal CompiledOperation(
        Schema schema,
        OperationDefinitionNode node,
        ObjectType rootType,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
        IReadOnlySet<string> trueConditions,
        bool isIncremental
    )
    {
        Schema = schema;
        Node = node;
        RootType = rootType;
        this.trueConditions = trueConditions;
        flattener = new SelectionFlattener(schema, fragments, trueConditions);
        if (isIncremental)
        {
            incremental = new IncrementalFlattener(flattener, fragments, trueConditions);
            Root = new SelectionSet(this, new DeferredSource([new(node.SelectionSet, null)], DeferUsageSet.None));
        }
        else
        {
            Root = new SelectionSet(this, [node.SelectionSet]);
        }
    }

    public Schema Schema { get; }
    public OperationType Type => Node.Operation;

    /// <summary>Null for an anonymous operation.</summary>
    public string? Name => Node.Name;
    public ObjectType RootType { get; }

    /// <summary>What is selected of the root; its fields are <c>Root.For(RootType)</c>.</summary>
    public SelectionSet Root { get; }
    internal OperationDefinitionNode Node { get; }

    /// <summary>Held while selections are flattened.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Called with <see cref="Gate"/> held.</summary>
    internal ImmutableArray<FieldSelection> Flatten(SelectionSet selections, ObjectType type)
    {
        var groups = flattener.Collect(selections.Nodes, type);
        var fields = ImmutableArray.CreateBuilder<FieldSelection>(groups.Count);
        foreach (var (_, nodes) in groups)
        {
            if (Schema.FieldOf(type, nodes[0].Name) is { } field)
            {
                fields.Add(new FieldSelection(fields.Count, type, field, [.. nodes], Intern(nodes)));
            }
        }

        return fields.DrainToImmutable();
    }

    // Equal sources share one selection set, so that objects reached in several ways are resolved in one batch and flattened once.
    SelectionSet? Intern(List<FieldNode> nodes)
    {
        var source = new SelectionSource([.. nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()]);
        if (source.Nodes.IsEmpty)
        {
            return null;
        }

        if (!interned.TryGetValue(source, out var selections))
        {
            interned[source] = selections = new SelectionSet(this, source.Nodes);
        }

        return selections;
    }

    readonly record struct SelectionSource(ImmutableArray<SelectionSetNode> Nodes)
    {
        public bool Equals(SelectionSource other) => Nodes.SequenceEqual(other.Nodes);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var node in Nodes)
            {
                hash.Add(node);
            }

            return hash.ToHashCode();
        }
    }
}
