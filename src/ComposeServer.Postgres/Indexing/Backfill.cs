using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Materialise;
using ComposeServer.Postgres.Log;
using ComposeServer.Streams.Documents;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>
/// Fills a table from the log. Each step holds the commit head, so it sees the newest states and nobody moves one under it; steps are
/// short, and writers go in between. Doing a step twice changes nothing.
/// </summary>
sealed class Backfill(NpgsqlConnection connection, FamilyRegistry families)
{
    /// <summary>Documents of one step: a few tens of milliseconds in which writers wait.</summary>
    const int StepDocuments = 500;

    const string ReadStep = """
        select d.log_no, d.name, d.family, d.state, e.received_at
        from log d join log m on m.log_no = d.model_no join event e on e.position = d.tip_position
        where m.name = $1 and d.log_no > $2 and d.family is not null order by d.log_no limit $3
        """;

    readonly DocumentRowWriter _writer = new();

    public async Task RunAsync(IndexedModel model, CancellationToken cancel)
    {
        long? last = 0;
        while (last is { } after)
            last = await StepAsync(model, after, cancel);
    }

    async Task<long?> StepAsync(IndexedModel model, long after, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var numbers = new Numbers(await TakeHeadAsync(transaction, cancel), new PrincipalCache());
        var (rows, last) = await ReadAsync(transaction, model, after, numbers, cancel);
        if (rows.Count > 0)
            await WriteAsync(transaction, rows, numbers, cancel);
        await transaction.CommitAsync(cancel);
        return last;
    }

    async Task<TakeCommitHead.Row> TakeHeadAsync(NpgsqlTransaction transaction, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(TakeCommitHead.Command());
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        Invariant.Holds(await reader.ReadAsync(cancel));
        return TakeCommitHead.Read(reader);
    }

    async Task<(List<MaterialisedRow> Rows, long? Last)> ReadAsync(
        NpgsqlTransaction transaction,
        IndexedModel model,
        long after,
        Numbers numbers,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(ReadStep, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = model.Model.Name.Memory.ToArray() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = StepDocuments });
        var rows = new List<MaterialisedRow>();
        long? last = null;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            last = reader.GetInt64(0);
            var name = new LogName(reader.GetFieldValue<byte[]>(1));
            numbers.Found(name, last.Value);
            var state = (DocumentState)families[reader.GetString(2)].Decode(name, reader.GetFieldValue<byte[]>(3));
            // The time of its first event is read from the log, so the row is never "first". A table that was out of use may hold rows of
            // documents that were hidden since.
            var at = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4));
            if (DocumentMaterialiser.RowOf(state, model, at) is { } row)
                rows.Add(row is DocumentRow document ? document with { IsFirst = false } : row);
        }

        return (rows, last);
    }

    async Task WriteAsync(
        NpgsqlTransaction transaction,
        List<MaterialisedRow> rows,
        Numbers numbers,
        CancellationToken cancel
    )
    {
        var (logs, principals) = (new HashSet<LogName>(), new HashSet<Did>());
        _writer.CollectReferences(rows, logs, principals);
        await numbers.FindAsync(connection, transaction, logs, principals, cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        numbers.AppendNew(batch);
        _writer.Append(batch, rows, numbers);
        batch.BatchCommands.Add(MoveNumbers.Command(numbers));
        await batch.ExecuteNonQueryAsync(cancel);
    }
}
