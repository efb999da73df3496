using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>
/// Compares rows of an index table with those that their documents make. These are written into a table of the same name that only this
/// session sees, by the very statement that the committer uses; so whatever columns there are, both sides come about in the same way.
/// </summary>
static class VerifyRows
{
    /// <summary>Looked for where tables of ours are made, which is never a session's own schema.</summary>
    const string FindTable = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relname = $1 and n.nspname = current_schema() and c.relkind = 'r'
        """;

    /// <param name="Doc">Number of the log.</param>
    /// <param name="Name">Name of the log; null when there is no such log.</param>
    /// <param name="IsMade">The document makes a row.</param>
    /// <param name="IsStored">A row is stored.</param>
    /// <param name="Columns">Columns that differ.</param>
    public readonly record struct Difference(long Doc, byte[]? Name, bool IsMade, bool IsStored, string Columns);

    /// <summary>Where a table is, with its schema.</summary>
    public static NpgsqlBatchCommand Find(string table) =>
        new(FindTable) { Parameters = { new NpgsqlParameter<string> { TypedValue = table } } };

    public static string ReadTable(NpgsqlDataReader reader) => reader.GetString(0);

    /// <summary>Makes the session's own table. From here on the name alone means that one.</summary>
    public static string CreateOwn(string table, string stored) =>
        $"create temporary table {table} (like {stored} including defaults, primary key (doc)) on commit drop";

    /// <summary>In place, since this transaction made the table.</summary>
    public static string Empty(string table) => $"truncate pg_temp.{table}";

    /// <param name="table">Name of both tables.</param>
    /// <param name="stored">The one with the index rows, with its schema.</param>
    /// <param name="docs">Numbers of the logs that were looked at.</param>
    public static NpgsqlBatchCommand Compare(string table, string stored, long[] docs) =>
        new(
            $"""
            select w.doc, l.name, true, r.doc is not null, coalesce((
                select string_agg(a.key, ', ' order by a.key) from json_each(to_json(w)) a join json_each(to_json(r)) b using (key)
                where a.value::text <> b.value::text), '')
            from pg_temp.{table} w left join {stored} r on r.doc = w.doc left join log l on l.log_no = w.doc
            where r.doc is null or w::text <> r::text
            union all
            select r.doc, l.name, false, true, ''
            from {stored} r left join log l on l.log_no = r.doc
            where r.doc = any($1) and not exists (select from pg_temp.{table} w where w.doc = r.doc)
            order by 1
            """
        )
        {
            Parameters = { PostgresArray.Of(docs) },
        };

    /// <summary>Rows of what is no document of the model.</summary>
    public static NpgsqlBatchCommand FindStrays(string stored, byte[] model) =>
        new(
            $"""
            select r.doc, l.name, false, true, ''
            from {stored} r left join log l on l.log_no = r.doc
            where l.family is null or l.model_no is distinct from (select m.log_no from log m where m.name = $1) order by 1
            """
        )
        {
            Parameters = { PostgresArray.Bytes(model) },
        };

    public static Difference Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1),
            reader.GetBoolean(2),
            reader.GetBoolean(3),
            reader.GetString(4)
        );

    public static string Count(string stored) => $"select count(*) from {stored}";
}
