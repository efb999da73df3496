using ComposeServer.Indexing.Catalogue;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Indexing;

/// <summary>Writes to the catalogue. Each change is followed by <see cref="Advance"/> in its transaction.</summary>
static class CatalogueStatements
{
    public static NpgsqlBatchCommand Advance() =>
        new("update commit_head set catalogue_version = catalogue_version + 1");

    public static NpgsqlBatchCommand InsertModel(IndexedModel model, DateTimeOffset at) =>
        new(
            """
            insert into indexed_model (table_no, model_no, model_id, state, declared_at)
            select $1, log_no, $3, $4, $5 from log where name = $2
            """
        )
        {
            Parameters =
            {
                Whole(model.TableNo),
                new NpgsqlParameter<byte[]>
                {
                    TypedValue = model.Model.Name.Memory.ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Bytea,
                },
                Text(model.Model.ToString()),
                Text(WordOf(model.State)),
                new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() },
            },
        };

    public static NpgsqlBatchCommand InsertColumn(IndexedModel model, IndexedColumn column) =>
        new("insert into indexed_column (table_no, column_no, field, kind, type) values ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                Whole(model.TableNo),
                Whole(column.No),
                Text(column.Field),
                Text(column.Kind.ToString().ToLowerInvariant()),
                Text(column.Type.ToString().ToLowerInvariant()),
            },
        };

    public static NpgsqlBatchCommand InsertIndex(IndexedModel model, DeclaredIndex index) =>
        new("insert into declared_index (table_no, index_no, columns, state) values ($1, $2, $3, $4)")
        {
            Parameters =
            {
                Whole(model.TableNo),
                Whole(index.No),
                new NpgsqlParameter<int[]> { TypedValue = [.. index.Columns] },
                Text(WordOf(index.State)),
            },
        };

    public static NpgsqlBatchCommand SetState(IndexedModel model, IndexState state) =>
        new("update indexed_model set state = $2 where table_no = $1")
        {
            Parameters = { Whole(model.TableNo), Text(WordOf(state)) },
        };

    public static NpgsqlBatchCommand SetIndicesLive(IndexedModel model) =>
        new("update declared_index set state = 'live' where table_no = $1") { Parameters = { Whole(model.TableNo) } };

    public static NpgsqlBatchCommand Stop(string[] models) =>
        new("update indexed_model set state = 'stopped' where model_id = any($1)")
        {
            Parameters = { Log.PostgresArray.Of(models) },
        };

    static string WordOf(IndexState state) => state.ToString().ToLowerInvariant();

    static NpgsqlParameter<int> Whole(int value) => new() { TypedValue = value };

    static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
