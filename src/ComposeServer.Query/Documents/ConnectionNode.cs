using ComposeServer.Indexing.Paging;
using ComposeServer.Log.Heads;

namespace ComposeServer.Query.Documents;

/// <summary>A page as the schema's connections and their <c>PageInfo</c> read it.</summary>
sealed class ConnectionNode(Page page, LogStates states, DocumentTypes types)
{
    EdgeNode[]? _edges;

    public IReadOnlyList<EdgeNode> Edges =>
        _edges ??= [.. page.Items.Select(item => new EdgeNode(item, states, types))];

    public bool HasNext => page.HasNext;

    public bool HasPrevious => page.HasPrevious;

    public string? StartCursor => page.Items is [var first, ..] ? EdgeNode.Print(first) : null;

    public string? EndCursor => page.Items is [.., var last] ? EdgeNode.Print(last) : null;
}

/// <summary>One document of a page.</summary>
sealed class EdgeNode(PageItem item, LogStates states, DocumentTypes types)
{
    DocumentNode? _node;

    public DocumentNode? Node => _node ??= types.NodeOf(states.Decode(item.Head));

    public string CursorText => Print(item);

    public static string Print(PageItem item) => Cursor.Print((Cursor.Exact)item.Cursor);
}
