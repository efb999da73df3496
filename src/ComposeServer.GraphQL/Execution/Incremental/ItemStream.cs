using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Operations.Incremental;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>The rest of a list, of which the client has the beginning.</summary>
/// <param name="anchor">The beginning; nothing happens when it became null.</param>
/// <param name="path">Of the list.</param>
/// <param name="usage">The <c>@stream</c>.</param>
/// <param name="items">The whole list, as the resolver gave it.</param>
sealed class ItemStream(
    ListNode anchor,
    ImmutableArray<PathSegment> path,
    StreamUsage usage,
    IReadOnlyList<object?> items
)
{
    /// <summary>Items executed together: enough to batch, few enough to come soon.</summary>
    public const int ChunkSize = 100;

    public ListNode Anchor { get; } = anchor;
    public ImmutableArray<PathSegment> Path { get; } = path;
    public string? Label => usage.Label;

    /// <summary>What is selected of each item; the same object for all lists of one place in the document.</summary>
    public FieldSelection Selection => usage.Items;
    public GraphQLType ItemType => Anchor.ItemType;

    /// <summary>Name in the answer, while the client waits for items.</summary>
    public string? Id { get; set; }

    /// <summary>Index of the first item that has not been executed.</summary>
    public int Next { get; private set; } = anchor.Slots.Length;
    public bool IsAtEnd => Next == items.Count;

    /// <summary>Takes the next items off the list.</summary>
    public List<StreamedItem> Take(int firstRoot)
    {
        var count = int.Min(ChunkSize, items.Count - Next);
        var taken = new List<StreamedItem>(count);
        for (var i = 0; i < count; i++)
        {
            taken.Add(new StreamedItem(firstRoot + i, this, Next + i, items[Next + i]));
        }

        Next += count;
        return taken;
    }
}

/// <summary>One item of a streamed list, executed apart from its list: an error in it can leave no trace but its own.</summary>
/// <param name="root">Its number among the roots of the run.</param>
/// <param name="stream">The list.</param>
/// <param name="index">Its place there.</param>
/// <param name="source">What the resolver gave.</param>
sealed class StreamedItem(int root, ItemStream stream, int index, object? source)
    : ResultNode(parent: null, root, slotCount: 1)
{
    public ItemStream Stream { get; } = stream;
    public object? Source { get; } = source;

    public override bool IsNonNull(int slot) => Stream.ItemType is NonNullType;

    public override PathSegment Segment(int slot) => index;
}
