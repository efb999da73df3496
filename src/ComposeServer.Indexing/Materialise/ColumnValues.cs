using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Streams;

namespace ComposeServer.Indexing.Materialise;

/// <summary>Reads the columns of a row from a document. Only top-level fields have columns.</summary>
static class ColumnValues
{
    /// <param name="columns">Columns of the model's table.</param>
    /// <param name="content">A JSON object.</param>
    public static ColumnValue[] Read(IReadOnlyList<IndexedColumn> columns, JsonElement content)
    {
        var values = new ColumnValue[columns.Count];
        for (var i = 0; i < values.Length; i++)
            if (content.TryGetProperty(columns[i].Field, out var field))
                values[i] = Of(columns[i], field);
        return values;
    }

    static ColumnValue Of(IndexedColumn column, JsonElement field) =>
        (column.Kind, column.Type, field.ValueKind) switch
        {
            (ColumnKind.Key, ColumnType.Number, JsonValueKind.Number) => new(field.GetRawText(), null, null, null),
            (ColumnKind.Key, ColumnType.Boolean, JsonValueKind.True or JsonValueKind.False) => new(
                null,
                field.GetBoolean(),
                null,
                null
            ),
            (ColumnKind.Key, ColumnType.Text, JsonValueKind.String) => new(
                IndexedColumn.Cut(StoredText.OfPlain(field.GetString()!)),
                null,
                null,
                null
            ),
            (ColumnKind.Document, _, JsonValueKind.String) when StreamId.TryParse(field.GetString()!, out var id) =>
                new(null, null, id.Name, null),
            (ColumnKind.Account, _, JsonValueKind.String) when Did.TryParse(field.GetString(), out var did) => new(
                null,
                null,
                null,
                did
            ),
            _ => ColumnValue.Absent,
        };
}
