using System.Globalization;
using ComposeServer.Indexing.Catalogue;

namespace ComposeServer.Postgres.Indexing;

/// <summary>The statements that make an index table, its columns and its indices. All names are made of catalogue numbers.</summary>
/// <remarks>
/// A row is enough to answer with: it has the text of its StreamID, and the document as <c>json</c>, which keeps its text: an answer copies it, and
/// where a field without a column is compared, it is read again. As <c>jsonb</c> it would be taken apart by every write and put together by
/// every read.
/// Every index ends in <c>created_at, doc</c>, the order in which pages are read when nothing else is asked for. So an index over several
/// fields brings another over its first alone: a filter by that field walks in order of creation, however rare its value is. An index over
/// more text than Postgres takes into one entry has its first fields only: it finds less directly, and what it finds stays right.
/// </remarks>
static class TableDefinition
{
    /// <summary>Bytes of an index entry; Postgres takes 2,704 with its own head.</summary>
    const int EntryBytesMax = 2600;

    const int BytesPerCharacter = 4;

    /// <summary>Bytes of any other value: a numeric of 309 digits has the most.</summary>
    const int OtherBytes = 170;

    public static string CreateTable(IndexedModel model) =>
        $"""
            create table {model.SqlName} (
                doc bigint primary key,
                id text collate "C" not null,
                controller_no bigint not null,
                created_at bigint not null,
                updated_at bigint not null,
                content json not null{string.Concat(model.Columns.Select(column => $",\n    {Declare(column)}"))}
            )
            """;

    public static string AddColumn(IndexedModel model, IndexedColumn column) =>
        $"alter table {model.SqlName} add column if not exists {Declare(column)}";

    /// <summary>Name and columns of every index that a model's table has.</summary>
    public static IEnumerable<(string Name, string Columns)> Indices(IndexedModel model)
    {
        yield return ($"{model.SqlName}_created", "created_at, doc");
        yield return ($"{model.SqlName}_controller", "controller_no, created_at, doc");
        foreach (var column in model.Columns.Where(column => column.Kind != ColumnKind.Key))
            yield return Single(model, column);
        var declared = model.Indices.Select(index => (index.No, Columns: ColumnsOf(model, index))).ToArray();
        foreach (var first in declared.Select(index => index.Columns[0]).Distinct())
            yield return Single(model, first);
        foreach (var (no, columns) in declared.Where(index => index.Columns.Length > 1))
        {
            var keys = string.Concat(Fitting(model, columns).Select(column => $"{column.SqlName}, "));
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{model.SqlName}_i{no}"),
                $"{keys}created_at, doc"
            );
        }
    }

    static (string Name, string Columns) Single(IndexedModel model, IndexedColumn column) =>
        ($"{model.SqlName}_{column.SqlName}", $"{column.SqlName}, created_at, doc");

    static IndexedColumn[] ColumnsOf(IndexedModel model, DeclaredIndex index) =>
        [.. index.Columns.Select(no => model.Columns.Single(column => column.No == no))];

    static IEnumerable<IndexedColumn> Fitting(IndexedModel model, IEnumerable<IndexedColumn> columns)
    {
        var left = EntryBytesMax;
        return columns.TakeWhile(column => (left -= BytesOf(model, column)) >= 0);
    }

    static int BytesOf(IndexedModel model, IndexedColumn column) =>
        column.Type == ColumnType.Text
            ? BytesPerCharacter
                * Math.Min(
                    FieldType.Of(model.Definition, column.Field)?.LengthMax ?? IndexedColumn.TextLengthMax,
                    IndexedColumn.TextLengthMax
                )
            : OtherBytes;

    static string Declare(IndexedColumn column) => $"{column.SqlName} {TypeOf(column.Type)}";

    static string TypeOf(ColumnType type) =>
        type switch
        {
            ColumnType.Number => "numeric",
            ColumnType.Boolean => "boolean",
            ColumnType.Text => "text collate \"C\"",
            _ => "bigint",
        };
}
