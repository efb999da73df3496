using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>One open transaction that holds the commit head.</summary>
sealed class PostgresCommitGroup(
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    IIndexRowWriter rows,
    TakeCommitHead.Row head,
    PrincipalCache principals
) : ICommitGroup
{
    readonly Dictionary<LogName, StoredHead> _heads = [];
    readonly Dictionary<Cid, LogName> _events = [];
    readonly Numbers _numbers = new(head, principals);

    public long Position => head.Position;

    public long CatalogueVersion => head.CatalogueVersion;

    public ReadOnlyMemory<byte> ReceiptHash => head.ReceiptHash;

    public void Asked(LogName name) => _numbers.Asked(name);

    public void Add(ReadHeads.Row row)
    {
        var name = new LogName(row.Name);
        _heads[name] = new(name, row.Family, row.TipPosition, row.State);
        _numbers.Found(name, row.LogNo);
    }

    public void Add(FindEvents.Row row)
    {
        Invariant.Holds(Cid.TryRead(row.Cid, out var cid));
        _events[cid] = new(row.Log);
    }

    public bool TryGetHead(LogName name, out StoredHead found) => _heads.TryGetValue(name, out found!);

    public bool TryGetLogOf(Cid cid, out LogName name) => _events.TryGetValue(cid, out name);

    public async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
    {
        Invariant.Holds(writes.Events[0].Position == Position + 1);
        var committing = false;
        try
        {
            await FindNumbersAsync(writes, cancel);
            await WriteAsync(writes, cancel);
            committing = true;
            await transaction.CommitAsync(CancellationToken.None);
            _numbers.Remember();
        }
        catch (Exception error) when (PostgresFaults.Covers(error))
        {
            throw PostgresFaults.Of(error, committing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception error) when (PostgresFaults.Covers(error))
        {
            // The connection is gone, and the transaction with it: what broke it has been reported already.
        }

        await connection.DisposeAsync();
    }

    /// <summary>Looks up what the group has not read yet; new numbers come from the head, which nobody else can move now.</summary>
    async Task FindNumbersAsync(GroupWrites writes, CancellationToken cancel)
    {
        var (logs, authors) = (new HashSet<LogName>(), new HashSet<Did>());
        foreach (var write in writes.Logs)
        {
            logs.Add(write.Name);
            authors.Add(write.Controller);
            if (!write.Model.IsEmpty)
                logs.Add(write.Model);
        }

        foreach (var write in writes.Events)
            authors.Add(write.Author);
        rows.CollectReferences(writes.Rows, logs, authors);
        await _numbers.FindAsync(connection, transaction, logs, authors, cancel);
    }

    async Task WriteAsync(GroupWrites writes, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var commands = batch.BatchCommands;
        _numbers.AppendNew(batch);
        var heads = WriteHeads.Command(writes.Logs, _numbers);
        commands.Add(heads);
        commands.Add(InsertEvents.Command(writes, _numbers));
        var blocks = writes
            .Events.Where(write => write.Raw.Blocks.Capability is not null)
            .Select(write => write.Raw.Blocks.Capability!.Value)
            .DistinctBy(block => block.Cid)
            .ToArray();
        if (blocks.Length > 0)
            commands.Add(InsertBlocks.Command(blocks));
        rows.Append(batch, writes.Rows, _numbers);
        commands.Add(MoveCommitHead.Command(writes, _numbers));
        await batch.ExecuteNonQueryAsync(cancel);
        if (heads.RecordsAffected != writes.Logs.Count)
            throw new CommitFault(CommitFaultKind.LostRace, "another server moved a tip that this group builds on");
    }
}
