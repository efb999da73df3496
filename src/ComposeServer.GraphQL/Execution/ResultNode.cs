using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>An object or list of the response under construction.</summary>
/// <remarks>A slot holds null, a leaf value, <see cref="CompletedJson"/> or another node.</remarks>
abstract class ResultNode(ResultNode? parent, int slot, int slotCount)
{
    bool isDiscarded;

    /// <summary>Null for the root.</summary>
    public ResultNode? Parent { get; } = parent;

    /// <summary>Where this node stands in its parent; for a root, which one it is of those that are executed together.</summary>
    public int Slot { get; } = slot;
    public object?[] Slots { get; } = new object?[slotCount];

    /// <summary>False once this node or one around it has been replaced with null: then nothing in it matters any more.</summary>
    public bool IsLive
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (node.isDiscarded)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The outermost node around this one.</summary>
    public ResultNode Root
    {
        get
        {
            var node = this;
            while (node.Parent is not null)
            {
                node = node.Parent;
            }

            return node;
        }
    }

    public abstract bool IsNonNull(int slot);

    public abstract PathSegment Segment(int slot);

    /// <summary>Makes a slot null and, where null is not allowed, the nodes around it. Source: GraphQL October 2021, 6.4.4.</summary>
    public void Nullify(int slot)
    {
        var node = this;
        while (true)
        {
            node.Slots[slot] = null;
            if (!node.IsNonNull(slot))
            {
                return;
            }

            node.isDiscarded = true;
            if (node.Parent is null)
            {
                return;
            }

            slot = node.Slot;
            node = node.Parent;
        }
    }

    /// <summary>The way from the root to a slot.</summary>
    public ImmutableArray<PathSegment> PathTo(int slot)
    {
        var path = new List<PathSegment>();
        for (var node = this; node is not null; node = node.Parent)
        {
            path.Add(node.Segment(slot));
            slot = node.Slot;
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The slots from the root to a slot, which order errors as the response is ordered.</summary>
    public int[] PositionOf(int slot)
    {
        var position = new List<int>();
        for (var node = this; node is not null; node = node.Parent)
        {
            position.Add(slot);
            slot = node.Slot;
        }

        position.Reverse();
        return [.. position];
    }
}

/// <summary>An object of the response.</summary>
/// <param name="parent">The node around it; null for the root.</param>
/// <param name="slot">Its place there.</param>
/// <param name="source">What the resolver returned: the parent of this object's fields.</param>
/// <param name="fields">What is selected of it.</param>
sealed class ObjectNode(ResultNode? parent, int slot, object source, ImmutableArray<FieldSelection> fields)
    : ResultNode(parent, slot, fields.Length)
{
    public object Source { get; } = source;
    public ImmutableArray<FieldSelection> Fields { get; } = fields;

    public override bool IsNonNull(int slot) => Fields[slot].Field.Type is NonNullType;

    public override PathSegment Segment(int slot) => Fields[slot].ResponseKey;
}

sealed class ListNode(ResultNode parent, int slot, GraphQLType itemType, int count) : ResultNode(parent, slot, count)
{
    public GraphQLType ItemType { get; } = itemType;

    public override bool IsNonNull(int slot) => ItemType is NonNullType;

    public override PathSegment Segment(int slot) => slot;
}
