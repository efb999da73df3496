using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Materialise;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>Adds the document rows of a commit group to its batch: at most two statements for each model.</summary>
sealed class DocumentRowWriter : IIndexRowWriter
{
    public void CollectReferences(IReadOnlyCollection<MaterialisedRow> rows, ISet<LogName> logs, ISet<Did> principals)
    {
        foreach (var row in rows.OfType<DocumentRow>())
        {
            principals.Add(row.Controller);
            foreach (var value in row.Values)
            {
                if (value.Document is { } document)
                    logs.Add(document);
                if (value.Account is { } account)
                    principals.Add(account);
            }
        }
    }

    public void Append(NpgsqlBatch batch, IReadOnlyCollection<MaterialisedRow> rows, Numbers numbers)
    {
        foreach (var group in rows.OfType<DocumentRow>().GroupBy(row => row.Model, ReferenceEqualityComparer.Instance))
            batch.BatchCommands.Add(UpsertDocuments.Command((IndexedModel)group.Key!, [.. group], numbers));
        foreach (
            var group in rows.OfType<DocumentRemoval>().GroupBy(row => row.Model, ReferenceEqualityComparer.Instance)
        )
            batch.BatchCommands.Add(RemoveDocuments.Command((IndexedModel)group.Key!, [.. group], numbers));
    }
}
