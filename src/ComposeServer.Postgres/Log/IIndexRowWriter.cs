using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Materialise;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Adds the index rows of a commit group to its batch.</summary>
interface IIndexRowWriter
{
    /// <summary>Adds the logs and principals that the rows point to.</summary>
    void CollectReferences(IReadOnlyCollection<MaterialisedRow> rows, ISet<LogName> logs, ISet<Did> principals);

    /// <summary>Adds one statement for each index table touched.</summary>
    void Append(NpgsqlBatch batch, IReadOnlyCollection<MaterialisedRow> rows, Numbers numbers);
}
