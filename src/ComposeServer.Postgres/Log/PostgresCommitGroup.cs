using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Anchoring;
using ComposeServer.Postgres.Diagnostics;
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

    public DateTimeOffset CommittedAt => DateTimeOffset.FromUnixTimeMilliseconds(head.CommittedAtMs);

    public void Asked(LogName name) => _numbers.Asked(name);

    public void Add(ReadHeads.Row row)
    {
        var head = row.ToHead();
        // A log that is named by others may be held by its unclaimed init event at the same time: that one has the state.
        if (head.Family is not null || !_heads.ContainsKey(head.Name))
            _heads[head.Name] = head;
        if (row.LogNo > 0)
            _numbers.Found(head.Name, row.LogNo);
    }

    public void Add(FindEvents.Row row)
    {
        Invariant.Holds(Cid.TryRead(row.Cid, out var cid));
        _events[cid] = new(row.Log);
    }

    public bool TryGetHead(LogName name, out StoredHead found) => _heads.TryGetValue(name, out found!);

    public bool TryGetLogOf(Cid cid, out LogName name) => _events.TryGetValue(cid, out name);

    public async ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel)
    {
        try
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(ReadEntries.Command([name.Memory.ToArray()]));
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            var entries = new List<StoredEntry>();
            while (await reader.ReadAsync(cancel))
                entries.Add(ReadEntries.Read(reader).Entry);
            return entries;
        }
        catch (Exception error) when (PostgresFaults.Covers(error))
        {
            throw PostgresFaults.Of(error, committing: false);
        }
    }

    public async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
    {
        Invariant.Holds(writes.Events.Count == 0 || writes.Events[0].Position == Position + 1);
        var committing = false;
        try
        {
            await FindNumbersAsync(writes, cancel);
            await WriteAsync(writes, cancel);
            committing = true;
            using (StatementRun.Begin("Commit"))
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
        var heads = writes.Logs.Count == 0 ? null : WriteHeads.Command(writes.Logs, _numbers);
        if (heads is not null)
            commands.Add(heads);
        if (writes.Events.Count > 0)
            AppendEvents(commands, writes);
        if (writes.Times.Count > 0)
            commands.Add(SetTimes.Command(writes.Times));
        rows.Append(batch, writes.Rows, _numbers);
        if (writes.AnchorRequests.Count > 0)
            commands.Add(AskForAnchors.Command(writes.AnchorRequests, _numbers, writes.At));
        AppendUnclaimed(commands, writes);
        commands.Add(
            writes.Events.Count > 0 ? MoveCommitHead.Command(writes, _numbers) : MoveNumbers.Command(_numbers)
        );
        using (StatementRun.Begin(nameof(InsertEvents)))
            await batch.ExecuteNonQueryAsync(cancel);
        if (heads is not null && heads.RecordsAffected != writes.Logs.Count)
            throw new CommitFault(CommitFaultKind.LostRace, "another server moved a tip that this group builds on");
    }

    void AppendEvents(NpgsqlBatchCommandCollection commands, GroupWrites writes)
    {
        commands.Add(InsertEvents.Command(writes, _numbers));
        var evidence = InsertEvidence.Of(writes);
        var blocks = writes
            .Events.Select(write => write.Raw.Blocks.Capability)
            .OfType<Block>()
            .Concat(evidence.SelectMany(one => one.Blocks))
            .DistinctBy(block => block.Cid)
            .ToArray();
        if (blocks.Length > 0)
            commands.Add(InsertBlocks.Command(blocks));
        if (evidence.Count > 0)
            commands.Add(InsertEvidence.Command(evidence));
        if (writes.Snapshots.Count > 0)
            commands.Add(InsertSnapshots.Command(writes.Snapshots));
    }

    static void AppendUnclaimed(NpgsqlBatchCommandCollection commands, GroupWrites writes)
    {
        if (writes.Claimed.Count > 0)
            commands.Add(UnclaimedEvents.Delete(writes.Claimed));
        if (writes.Unclaimed.Count > 0)
            commands.Add(UnclaimedEvents.Insert(writes.Unclaimed, writes.At));
        if (writes.UnclaimedKeep is { } count)
            commands.Add(UnclaimedEvents.Keep(count));
    }
}
