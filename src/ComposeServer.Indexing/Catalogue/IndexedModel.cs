using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Indexing.Catalogue;

/// <summary>State of an index, of a whole model or one of several columns.</summary>
public enum IndexState
{
    /// <summary>Asked for; nothing is there yet.</summary>
    Declared,

    /// <summary>Written by every committer from here on; older documents are being added.</summary>
    Backfilling,

    /// <summary>Complete.</summary>
    Live,

    /// <summary>No longer written or read.</summary>
    Stopped,
}

/// <summary>An index over several columns, declared with <c>@createIndex</c>.</summary>
/// <param name="No">Number within the table.</param>
/// <param name="Columns">Numbers of key columns, in order.</param>
public sealed record DeclaredIndex(int No, IReadOnlyList<int> Columns, IndexState State);

/// <summary>A model whose documents have a table.</summary>
/// <param name="TableNo">Number of the table; it is called <c>doc_&lt;number&gt;</c>.</param>
public sealed record IndexedModel(
    int TableNo,
    StreamId Model,
    ModelDefinition Definition,
    IReadOnlyList<IndexedColumn> Columns,
    IReadOnlyList<DeclaredIndex> Indices,
    IndexState State
)
{
    /// <summary>Name of the table.</summary>
    public string SqlName => $"doc_{TableNo}";

    /// <summary>True when nothing is left to do: all documents are in, all indices made.</summary>
    public bool IsComplete => State == IndexState.Live && Indices.All(index => index.State == IndexState.Live);

    /// <summary>Why it answers no queries while it is being filled, in the words of the JS node.</summary>
    public string NotYetAvailable =>
        $"Queries on Model {Model} are not currently available because historical data for that model is still syncing";

    /// <summary>The column of a field, or null.</summary>
    public IndexedColumn? Find(string field, ColumnKind kind) =>
        Columns.FirstOrDefault(column => column.Kind == kind && column.Field == field);

    /// <summary>The key column of a field once all documents are in it, or null.</summary>
    public IndexedColumn? FindFilled(string field) =>
        Find(field, ColumnKind.Key) is { } column && Indices.Any(index => Fills(index, column)) ? column : null;

    static bool Fills(DeclaredIndex index, IndexedColumn column) =>
        index.State == IndexState.Live && index.Columns.Contains(column.No);
}
