using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations.Incremental;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>What is selected of a value, flattened per concrete object type: fragments resolved, conditions decided. Thread-safe.</summary>
/// <remarks>Types are flattened when first met, since a field of interface type may answer with few of its many types.</remarks>
public sealed class SelectionSet
{
    readonly CompiledOperation operation;
    Flattened? flattened;
    KeptCost? constantCost;

    internal SelectionSet(CompiledOperation operation, ImmutableArray<SelectionSetNode> nodes)
    {
        this.operation = operation;
        Nodes = nodes;
    }

    /// <summary>What one object takes, when that does not depend on variables; set once, and the same whoever sets it.</summary>
    internal KeptCost? ConstantCost
    {
        get => Volatile.Read(ref constantCost);
        set => Volatile.Write(ref constantCost, value);
    }

    internal SelectionSet(CompiledOperation operation, DeferredSource source)
        : this(operation, [.. source.Sets.Select(set => set.Node)]) => InParts = source;

    /// <summary>The selection sets of the document that are merged here.</summary>
    internal ImmutableArray<SelectionSetNode> Nodes { get; }

    /// <summary>Whether some of it comes later than the object itself (<c>@defer</c>).</summary>
    public bool IsInParts => InParts is not null;

    /// <summary>The same with the parts that deliver them; null when everything comes at once.</summary>
    internal DeferredSource? InParts { get; }

    /// <summary>The fields for objects of <paramref name="type"/>, in the order of the response. Those that come later are at the end.</summary>
    public ImmutableArray<FieldSelection> For(ObjectType type) => Find(type).Fields;

    /// <summary>When the fields for objects of <paramref name="type"/> come; null when all come with the object.</summary>
    internal DeliveryPlan? PlanFor(ObjectType type) => Find(type).Plan;

    Flattened Find(ObjectType type)
    {
        if (Known(type) is { } known)
        {
            return known;
        }

        // Everyone must get the same fields: the executor groups its work by them.
        lock (operation.Gate)
        {
            known = Known(type);
            if (known is null)
            {
                var (fields, plan) = InParts is null
                    ? (operation.Flatten(this, type), null)
                    : operation.FlattenInParts(this, type);
                known = new(type, fields, plan, flattened);
                Volatile.Write(ref flattened, known);
            }

            return known;
        }
    }

    Flattened? Known(ObjectType type)
    {
        var entry = Volatile.Read(ref flattened);
        while (entry is not null && !ReferenceEquals(entry.Type, type))
        {
            entry = entry.Next;
        }

        return entry;
    }

    /// <summary>An estimate that fits into one reference.</summary>
    internal sealed record KeptCost(CostEstimate Cost);

    sealed record Flattened(
        ObjectType Type,
        ImmutableArray<FieldSelection> Fields,
        DeliveryPlan? Plan,
        Flattened? Next
    );
}
