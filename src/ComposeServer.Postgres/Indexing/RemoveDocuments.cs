using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>Takes hidden documents out of one model's table.</summary>
static class RemoveDocuments
{
    public static NpgsqlBatchCommand Command(
        IndexedModel model,
        IReadOnlyList<DocumentRemoval> rows,
        Numbers numbers
    ) =>
        new($"delete from {model.SqlName} where doc = any($1)")
        {
            Parameters = { PostgresArray.Of(rows.Select(row => numbers.Of(row.Log)).ToArray()) },
        };
}
