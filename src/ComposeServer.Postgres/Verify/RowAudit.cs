using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Materialise;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Log;
using ComposeServer.Postgres.Snapshots;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>Compares the index rows of documents with those that their states make, on one connection of a snapshot.</summary>
sealed class RowAudit(SnapshotConnection connection, IndexCatalogue catalogue, AuditBook book)
{
    readonly Dictionary<int, string?> _tables = [];
    readonly DocumentRowWriter _writer = new();

    /// <summary>Compares the rows of some documents.</summary>
    /// <param name="logs">Numbers of logs, with what their events lead to.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task CheckAsync(IEnumerable<(long LogNo, AuditedState State)> logs, CancellationToken cancel)
    {
        var documents = logs.Where(log => log.State.State is DocumentState)
            .GroupBy(log => ((DocumentState)log.State.State).ModelId);
        foreach (var group in documents)
            if (catalogue.TryGet(group.Key, out var model) && model.IsComplete)
                await CheckAsync(model, [.. group], cancel);
    }

    /// <summary>Finds rows of what is no document of the model, and counts all.</summary>
    /// <returns>Rows of the table.</returns>
    public async Task<long> CheckStraysAsync(IndexedModel model, CancellationToken cancel)
    {
        if (await FindAsync(model, cancel) is not { } stored)
        {
            book.Tell(
                new(AuditRule.Catalogue, model.Model.ToString(), null, null, $"there is no table {model.SqlName}")
            );
            return 0;
        }

        var strays = VerifyRows.FindStrays(stored, model.Model.Name.Memory.ToArray());
        await foreach (var stray in connection.ReadAsync(strays, VerifyRows.Read, cancel))
            Tell(model, stray);
        return await connection.ScalarAsync<long>(VerifyRows.Count(stored), cancel);
    }

    async Task CheckAsync(
        IndexedModel model,
        IReadOnlyList<(long LogNo, AuditedState State)> logs,
        CancellationToken cancel
    )
    {
        if (await OwnAsync(model, cancel) is not { } stored)
            return;
        var numbers = new Numbers(new(0, long.MaxValue / 2, long.MaxValue / 2, 0, [], 0), new PrincipalCache());
        var rows = new List<MaterialisedRow>(logs.Count);
        foreach (var (logNo, (state, tip)) in logs)
        {
            numbers.Found(state.Name, logNo);
            // The time at which a document was first seen is read from the log, so no row is "first".
            if (DocumentMaterialiser.RowOf((DocumentState)state, model, tip.ReceivedAt) is DocumentRow row)
                rows.Add(row with { IsFirst = false });
        }

        await WriteAsync(model, rows, numbers, cancel);
        var compare = VerifyRows.Compare(model.SqlName, stored, [.. logs.Select(log => log.LogNo)]);
        await foreach (var difference in connection.ReadAsync(compare, VerifyRows.Read, cancel))
            Tell(model, difference);
    }

    /// <summary>What a row points to and is not here gets a number that no row has.</summary>
    async Task WriteAsync(IndexedModel model, List<MaterialisedRow> rows, Numbers numbers, CancellationToken cancel)
    {
        await connection.ExecuteAsync(VerifyRows.Empty(model.SqlName), cancel);
        if (rows.Count == 0)
            return;
        var (logs, principals) = (new HashSet<LogName>(), new HashSet<Did>());
        _writer.CollectReferences(rows, logs, principals);
        await numbers.FindAsync(connection.Connection, connection.Transaction, logs, principals, cancel);
        await using var batch = new NpgsqlBatch(connection.Connection, connection.Transaction);
        _writer.Append(batch, rows, numbers);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Makes the session's own table when it is first needed.</summary>
    /// <returns>The stored table with its schema; null when there is none.</returns>
    async Task<string?> OwnAsync(IndexedModel model, CancellationToken cancel)
    {
        if (_tables.TryGetValue(model.TableNo, out var known))
            return known;
        var stored = await FindAsync(model, cancel);
        if (stored is not null)
            await connection.ExecuteAsync(VerifyRows.CreateOwn(model.SqlName, stored), cancel);
        return _tables[model.TableNo] = stored;
    }

    async Task<string?> FindAsync(IndexedModel model, CancellationToken cancel)
    {
        if (_tables.TryGetValue(model.TableNo, out var known))
            return known;
        await foreach (var table in connection.ReadAsync(VerifyRows.Find(model.SqlName), VerifyRows.ReadTable, cancel))
            return table;
        return null;
    }

    void Tell(IndexedModel model, VerifyRows.Difference difference)
    {
        var id = difference.Name is { } name && StreamId.TryRead(name, out var read) ? read : default;
        var (rule, detail) = difference switch
        {
            { IsStored: false } => (AuditRule.RowMissing, $"it has no row in {model.SqlName}"),
            { IsMade: false } => (
                AuditRule.RowExtra,
                $"row {difference.Doc} of {model.SqlName} is of no document that is found in the model"
            ),
            _ => (AuditRule.RowMismatch, $"its row in {model.SqlName} differs in {difference.Columns}"),
        };
        book.Tell(
            id.IsEmpty
                ? new(rule, model.Model.ToString(), null, null, detail)
                : new(rule, id.ToString(), id.Init, null, detail)
        );
    }
}
