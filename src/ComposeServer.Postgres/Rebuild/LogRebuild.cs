using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Materialise;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Rebuild;

/// <summary>
/// Makes the heads of logs and the index rows again from the events alone, while the server runs: each step holds the commit head, so nobody
/// moves a tip under it, and steps are short. A second rebuild finds nothing to mend.
/// </summary>
sealed class LogRebuild(
    NpgsqlDataSource source,
    ILogReader reader,
    FamilyRegistry families,
    DocumentMaterialiser materialiser
)
{
    /// <summary>Logs of one step: a few tens of milliseconds in which writers wait.</summary>
    const int StepLogs = 200;

    readonly LogStates _states = new(reader, families);
    readonly DocumentRowWriter _writer = new();

    public async Task<RebuildProgress> RunAsync(IProgress<RebuildProgress>? progress, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var done = new RebuildProgress(0, 0, 0, await CountAsync(connection, cancel));
        foreach (var models in (bool[])[true, false])
        {
            for (long? after = 0; after is { } last; progress?.Report(done))
                (after, done) = await StepAsync(connection, last, models, done, cancel);
            // What is indexed is read from the states of models, so those must be right first.
            if (models)
                await materialiser.ReloadAsync(cancel);
        }

        return done;
    }

    async Task<(long? Last, RebuildProgress Done)> StepAsync(
        NpgsqlConnection connection,
        long after,
        bool models,
        RebuildProgress done,
        CancellationToken cancel
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var numbers = new Numbers(await TakeHeadAsync(connection, transaction, cancel), new PrincipalCache());
        var logs = await QueryAsync(
            connection,
            transaction,
            RebuildStatements.ReadPage(after, models, StepLogs),
            RebuildStatements.ReadLog,
            cancel
        );
        var events = (
            await QueryAsync(
                connection,
                transaction,
                RebuildStatements.ReadEvents([.. logs.Select(log => log.LogNo)]),
                RebuildStatements.ReadEvent,
                cancel
            )
        ).ToLookup(row => row.LogNo, row => row.Event);

        var (heads, rows) = (new List<LogWrite>(), new List<MaterialisedRow>());
        foreach (var (logNo, head) in logs)
        {
            numbers.Found(head.Name, logNo);
            var (state, tip) = await _states.ReplayAsync(head.Name, head.Family!, [.. events[logNo]], cancel);
            var bytes = families[head.Family!].Encode(state);
            if (tip.Position != head.TipPosition || !head.State.Span.SequenceEqual(bytes))
                heads.Add(ToWrite(head, state, tip, bytes));
            // The time at which a document was first seen is read from the log, so no row is "first".
            if (materialiser.Materialise(state, tip.ReceivedAt) is { } row)
                rows.Add(row is DocumentRow document ? document with { IsFirst = false } : row);
        }

        await WriteAsync(connection, transaction, heads, rows, numbers, cancel);
        await transaction.CommitAsync(cancel);
        var next = done with
        {
            Logs = done.Logs + logs.Count,
            Rows = done.Rows + rows.Count,
            Mended = done.Mended + heads.Count,
        };
        return (logs.Count == StepLogs ? logs[^1].LogNo : null, next);
    }

    async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<LogWrite> heads,
        List<MaterialisedRow> rows,
        Numbers numbers,
        CancellationToken cancel
    )
    {
        if (heads.Count == 0 && rows.Count == 0)
            return;
        var (logs, principals) = (new HashSet<LogName>(), new HashSet<Did>());
        foreach (var head in heads)
        {
            principals.Add(head.Controller);
            if (!head.Model.IsEmpty)
                logs.Add(head.Model);
        }

        _writer.CollectReferences(rows, logs, principals);
        await numbers.FindAsync(connection, transaction, logs, principals, cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        numbers.AppendNew(batch);
        if (heads.Count > 0)
            batch.BatchCommands.Add(WriteHeads.Command(heads, numbers));
        _writer.Append(batch, rows, numbers);
        batch.BatchCommands.Add(MoveNumbers.Command(numbers));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    static LogWrite ToWrite(StoredHead head, LogState state, StoredEntry tip, byte[] bytes) =>
        new(
            head.Name,
            head.Family!,
            state.Model,
            state.Controller,
            tip.Cid,
            tip.Position,
            ExpectedTipPosition: head.TipPosition,
            bytes
        );

    static async Task<long> CountAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(RebuildStatements.CountLogs, connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    static async Task<TakeCommitHead.Row> TakeHeadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancel
    ) => (await QueryAsync(connection, transaction, TakeCommitHead.Command(), TakeCommitHead.Read, cancel))[0];

    static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        var list = new List<T>();
        while (await rows.ReadAsync(cancel))
            list.Add(read(rows));
        return list;
    }
}
