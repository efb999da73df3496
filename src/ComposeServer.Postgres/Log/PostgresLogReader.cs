using System.Runtime.CompilerServices;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Diagnostics;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Reads committed events and heads.</summary>
sealed class PostgresLogReader(NpgsqlDataSource source) : ILogReader
{
    public async ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var heads = new Dictionary<LogName, StoredHead>(names.Count);
        await foreach (var row in ReadAsync(nameof(ReadHeads), ReadHeads.Command(Bytes(names)), ReadHeads.Read, cancel))
        {
            var head = row.ToHead();
            if (head.Family is not null || !heads.ContainsKey(head.Name))
                heads[head.Name] = head;
        }

        return heads;
    }

    public async ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel)
    {
        await foreach (
            var row in ReadAsync(nameof(FindEvents), FindEvents.Command([cid.Bytes.ToArray()]), FindEvents.Read, cancel)
        )
            return row.Log.Length == 0 ? null : new LogName(row.Log);
        return null;
    }

    public async ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var entries = new Dictionary<LogName, IReadOnlyList<StoredEntry>>(names.Count);
        await foreach (
            var (name, entry) in ReadAsync(
                nameof(ReadEntries),
                ReadEntries.Command(Bytes(names)),
                ReadEntries.Read,
                cancel
            )
        )
        {
            if (!entries.TryGetValue(name, out var list))
                entries.Add(name, list = new List<StoredEntry>());
            ((List<StoredEntry>)list).Add(entry);
        }

        return entries;
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel)
    {
        var events = new List<StoredEvent>();
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var command = ReadEvents.Command(name.Memory.ToArray());
        batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(ReadUnclaimed.Command(name.Memory.ToArray()));
        using var run = StatementRun.Begin(nameof(ReadEvents), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            events.Add(ReadEvents.Read(reader));
        await reader.NextResultAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            events.Add(ReadUnclaimed.Read(reader));
        return events;
    }

    public async ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        var rows = new List<ReadPath.Row>();
        await foreach (
            var row in ReadAsync(
                nameof(ReadPath),
                ReadPath.Command(name.Memory.ToArray(), commit),
                ReadPath.Read,
                cancel
            )
        )
            rows.Add(row);
        return rows.Count == 0 ? null : new(rows[0].Family, rows[0].Snapshot, [.. rows.Select(row => row.Event)]);
    }

    public async ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        var known = new HashSet<Cid>();
        var command = FindKnown.Command([.. cids.Select(cid => cid.Bytes.ToArray())]);
        await foreach (var cid in ReadAsync(nameof(FindKnown), command, FindKnown.Read, cancel))
            known.Add(cid);
        return known;
    }

    public async ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel)
    {
        await foreach (
            var bytes in ReadAsync(nameof(ReadBlock), ReadBlock.Command(cid.Bytes.ToArray()), ReadBlock.Read, cancel)
        )
            return new Block(cid, bytes);
        return null;
    }

    public async IAsyncEnumerable<LogName> ListLogsAsync(
        LogFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        long after = 0;
        for (var count = ListLogs.PageSize; count == ListLogs.PageSize; )
        {
            var page = new List<(long LogNo, LogName Name)>();
            await foreach (
                var row in ReadAsync(nameof(ListLogs), ListLogs.Command(filter, after), ListLogs.Read, cancel)
            )
                page.Add(row);
            foreach (var (_, name) in page)
                yield return name;
            count = page.Count;
            if (count > 0)
                after = page[^1].LogNo;
        }
    }

    public async ValueTask<long> ReadPositionAsync(CancellationToken cancel)
    {
        await foreach (
            var position in ReadAsync(nameof(ReadPosition), ReadPosition.Command(), ReadPosition.Read, cancel)
        )
            return position;
        throw new InvariantBroken("the database has no commit head");
    }

    static byte[][] Bytes(IReadOnlyCollection<LogName> names) => [.. names.Select(name => name.Memory.ToArray())];

    async IAsyncEnumerable<T> ReadAsync<T>(
        string statement,
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(statement, command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            run?.AddRow();
            yield return read(reader);
        }
    }
}
