using ComposeServer.Indexing.Catalogue;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>Reads the whole catalogue with the states of its models, in one round trip and one snapshot.</summary>
static class ReadCatalogue
{
    public const string Version = "select catalogue_version from commit_head";

    public const string Models = """
        select m.table_no, m.state, l.name, l.family, l.state from indexed_model m join log l on l.log_no = m.model_no order by m.table_no
        """;

    public const string Columns = """
        select table_no, column_no, field, kind, type from indexed_column order by table_no, column_no
        """;

    public const string Indices = """
        select table_no, index_no, columns, state from declared_index order by table_no, index_no
        """;

    public readonly record struct ModelRow(
        int TableNo,
        IndexState State,
        byte[] Name,
        string Family,
        byte[] ModelState
    );

    public static ModelRow ReadModel(NpgsqlDataReader reader) =>
        new(
            reader.GetInt32(0),
            StateOf(reader.GetString(1)),
            reader.GetFieldValue<byte[]>(2),
            reader.GetString(3),
            reader.GetFieldValue<byte[]>(4)
        );

    public static (int TableNo, IndexedColumn Column) ReadColumn(NpgsqlDataReader reader) =>
        (
            reader.GetInt32(0),
            new(
                reader.GetInt32(1),
                reader.GetString(2),
                Enum.Parse<ColumnKind>(reader.GetString(3), ignoreCase: true),
                Enum.Parse<ColumnType>(reader.GetString(4), ignoreCase: true)
            )
        );

    public static (int TableNo, DeclaredIndex Index) ReadIndex(NpgsqlDataReader reader) =>
        (reader.GetInt32(0), new(reader.GetInt32(1), reader.GetFieldValue<int[]>(2), StateOf(reader.GetString(3))));

    static IndexState StateOf(string word) => Enum.Parse<IndexState>(word, ignoreCase: true);
}
