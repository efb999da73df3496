using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Diagnostics;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Commits groups in one Postgres transaction each: two round trips to read and to write, and one to commit.</summary>
sealed class PostgresCommitStore(NpgsqlDataSource source, IIndexRowWriter rows) : ICommitStore
{
    readonly PrincipalCache _principals = new();

    /// <summary>For the gauge: bytes held by the cache of principals, by estimate.</summary>
    public long CacheSizeBytes => _principals.SizeBytes;

    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.TakeConnectionAsync(cancel);
            var transaction = await connection.BeginTransactionAsync(cancel);
            return await ReadAsync(connection, transaction, needs, cancel);
        }
        catch (Exception error)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (PostgresFaults.Covers(error))
                throw PostgresFaults.Of(error, committing: false);
            throw;
        }
    }

    async Task<PostgresCommitGroup> ReadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        GroupNeeds needs,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(TakeCommitHead.Command());
        batch.BatchCommands.Add(ReadHeads.CommandWithModels([.. needs.Logs.Select(name => name.Memory.ToArray())]));
        batch.BatchCommands.Add(FindEvents.Command([.. needs.Cids.Select(cid => cid.Bytes.ToArray())]));
        using var run = StatementRun.Begin(nameof(TakeCommitHead));
        await using var reader = await batch.ExecuteReaderAsync(cancel);

        Invariant.Holds(await reader.ReadAsync(cancel));
        var group = new PostgresCommitGroup(connection, transaction, rows, TakeCommitHead.Read(reader), _principals);
        foreach (var name in needs.Logs)
            group.Asked(name);
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
            group.Add(ReadHeads.Read(reader));
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
            group.Add(FindEvents.Read(reader));
        return group;
    }
}
