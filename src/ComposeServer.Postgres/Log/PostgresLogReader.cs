using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
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
        await foreach (var row in ReadAsync(ReadHeads.Command(Bytes(names)), ReadHeads.Read, cancel))
        {
            var name = new LogName(row.Name);
            heads[name] = new(name, row.Family, row.TipPosition, row.State);
        }

        return heads;
    }

    public async ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel)
    {
        await foreach (var row in ReadAsync(FindEvents.Command([cid.Bytes.ToArray()]), FindEvents.Read, cancel))
            return new LogName(row.Log);
        return null;
    }

    public async ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var entries = new Dictionary<LogName, IReadOnlyList<StoredEntry>>(names.Count);
        await foreach (var (name, entry) in ReadAsync(ReadEntries.Command(Bytes(names)), ReadEntries.Read, cancel))
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
        await foreach (var stored in ReadAsync(ReadEvents.Command(name.Memory.ToArray()), ReadEvents.Read, cancel))
            events.Add(stored);
        return events;
    }

    public async ValueTask<long> ReadPositionAsync(CancellationToken cancel)
    {
        await foreach (var position in ReadAsync(ReadPosition.Command(), ReadPosition.Read, cancel))
            return position;
        throw new InvariantBroken("the database has no commit head");
    }

    static byte[][] Bytes(IReadOnlyCollection<LogName> names) => [.. names.Select(name => name.Memory.ToArray())];

    async IAsyncEnumerable<T> ReadAsync<T>(
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return read(reader);
    }
}
