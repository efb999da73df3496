using System.Runtime.CompilerServices;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>
/// Writes the current rows of one model's documents. The text is made once for each catalogue entry, from numbers of our own alone.
/// A row keeps the time at which its document was first seen, also when it was hidden in between.
/// </summary>
static class UpsertDocuments
{
    static readonly ConditionalWeakTable<IndexedModel, string> Texts = [];

    public static NpgsqlBatchCommand Command(IndexedModel model, IReadOnlyList<DocumentRow> rows, Numbers numbers)
    {
        var count = rows.Count;
        var doc = new long[count];
        var id = new string[count];
        var controller = new long[count];
        var first = new bool?[count];
        var at = new long[count];
        var content = new string[count];
        for (var i = 0; i < count; i++)
        {
            doc[i] = numbers.Of(rows[i].Log);
            id[i] = rows[i].Id.ToString();
            controller[i] = numbers.Of(rows[i].Controller);
            first[i] = rows[i].IsFirst;
            at[i] = rows[i].UpdatedAt.ToUnixTimeMilliseconds();
            content[i] = rows[i].Content;
        }

        var command = new NpgsqlBatchCommand(Texts.GetValue(model, Text));
        command.Parameters.Add(PostgresArray.Of(doc));
        command.Parameters.Add(PostgresArray.Of(id));
        command.Parameters.Add(PostgresArray.Of(controller));
        command.Parameters.Add(PostgresArray.Of(first));
        command.Parameters.Add(PostgresArray.Of(at));
        command.Parameters.Add(PostgresArray.Of(content));
        for (var column = 0; column < model.Columns.Count; column++)
            command.Parameters.Add(Values(model.Columns[column], rows, column, numbers));
        return command;
    }

    static NpgsqlParameter Values(IndexedColumn column, IReadOnlyList<DocumentRow> rows, int index, Numbers numbers)
    {
        switch (column.Type)
        {
            case ColumnType.Boolean:
                return PostgresArray.Of(rows.Select(row => row.Values[index].Boolean).ToArray());
            case ColumnType.Reference:
                return PostgresArray.Of(rows.Select(row => NumberOf(row.Values[index], numbers)).ToArray());
            default:
                return PostgresArray.Of(rows.Select(row => row.Values[index].Text).ToArray());
        }
    }

    static long? NumberOf(ColumnValue value, Numbers numbers) =>
        value.Document is { } document ? numbers.Of(document)
        : value.Account is { } account ? numbers.Of(account)
        : null;

    static string Text(IndexedModel model)
    {
        var names = string.Concat(model.Columns.Select(column => $", {column.SqlName}"));
        var values = string.Concat(model.Columns.Select(column => $", n.{column.SqlName}{Cast(column)}"));
        var parameters = string.Concat(model.Columns.Select((_, i) => $", ${i + 7}"));
        var updates = string.Concat(model.Columns.Select(column => $", {column.SqlName} = excluded.{column.SqlName}"));
        return $"""
            insert into {model.SqlName} (doc, id, controller_no, created_at, updated_at, content{names})
            select n.doc, n.id, n.controller_no, case when n.is_first then n.at else coalesce((
                select e.received_at from event e
                where e.log_no = n.doc and e.envelope is not null order by e.position limit 1), n.at) end,
                n.at, n.content::json{values}
            from unnest($1, $2, $3, $4, $5, $6{parameters}) as n (doc, id, controller_no, is_first, at, content{names})
            on conflict (doc) do update set updated_at = excluded.updated_at, content = excluded.content{updates}
            """;
    }

    static string Cast(IndexedColumn column) => column.Type == ColumnType.Number ? "::numeric" : "";
}
