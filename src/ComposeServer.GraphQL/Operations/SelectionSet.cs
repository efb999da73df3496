using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Language;
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

    /// <summary>The selection sets of the document that are merged here.</summary>
    internal ImmutableArray<SelectionSetNode> Nodes { get; }

    /// <summary>The fields for objects of <paramref name="type"/>, in the order of the response.</summary>
    public ImmutableArray<FieldSelection> For(ObjectType type)
    {
        if (TryFind(type, out var fields))
        {
            return fields;
        }

        // Everyone must get the same fields: the executor groups its work by them.
        lock (operation.Gate)
        {
            if (!TryFind(type, out fields))
            {
                fields = operation.Flatten(this, type);
                Volatile.Write(ref flattened, new(type, fields, flattened));
            }
        }

        return fields;
    }

    bool TryFind(ObjectType type, out ImmutableArray<FieldSelection> fields)
    {
        for (var entry = Volatile.Read(ref flattened); entry is not null; entry = entry.Next)
        {
            if (ReferenceEquals(entry.Type, type))
            {
                fields = entry.Fields;
                return true;
            }
        }

        fields = [];
        return false;
    }

    /// <summary>An estimate that fits into one reference.</summary>
    internal sealed record KeptCost(CostEstimate Cost);

    sealed record Flattened(ObjectType Type, ImmutableArray<FieldSelection> Fields, Flattened? Next);
}
