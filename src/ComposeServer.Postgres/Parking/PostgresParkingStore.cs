using ComposeServer.Ipld;
using ComposeServer.Log.Parking;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Parking;

/// <summary>Events that wait, in Postgres.</summary>
sealed class PostgresParkingStore(NpgsqlDataSource source) : IParkingStore
{
    public async ValueTask<int> ParkAsync(
        IReadOnlyList<ParkedEvent> events,
        ParkingLimits limits,
        CancellationToken cancel
    )
    {
        var distinct = events.DistinctBy(one => one.Cid).ToArray();
        NpgsqlBatchCommand[] drops =
        [
            ParkingStatements.DropPastLog(distinct, limits.EventsPerLogMax),
            ParkingStatements.DropPastSigner(distinct, limits.EventsPerSignerMax),
            ParkingStatements.DropPastBytes(limits.BytesMax),
        ];
        await ExecuteAsync([ParkingStatements.Insert(distinct), .. drops], cancel);
        return (int)drops.Sum(drop => (long)drop.RecordsAffected);
    }

    public ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    ) => ReadAsync(ParkingReads.Waiting(missing, limit), ParkingReads.Read, cancel);

    public ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel) =>
        ReadAsync(ParkingReads.Ready(limit), ParkingReads.Read, cancel);

    public async ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel) =>
        (await ReadAsync(ParkingReads.Missing(), reader => CidColumn.Read(reader, 0), cancel)).ToHashSet();

    public async ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        if (cids.Count > 0)
            await ExecuteAsync([ParkingStatements.Delete(cids)], cancel);
    }

    public async ValueTask<int> ExpireAsync(
        DateTimeOffset parkedBefore,
        DateTimeOffset unclaimedBefore,
        CancellationToken cancel
    )
    {
        var parked = ParkingStatements.Expire(parkedBefore);
        await ExecuteAsync([parked, UnclaimedEvents.Expire(unclaimedBefore)], cancel);
        return (int)parked.RecordsAffected;
    }

    public async ValueTask<ParkingFigures> CountAsync(CancellationToken cancel) =>
        (
            await ReadAsync(
                ParkingReads.Count(),
                reader => new ParkingFigures(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)),
                cancel
            )
        )[0];

    async ValueTask ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    async ValueTask<IReadOnlyList<T>> ReadAsync<T>(
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }
}
