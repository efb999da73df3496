using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Postgres.Diagnostics;
using Npgsql;

namespace ComposeServer.Postgres.Feed;

/// <summary>Committed events with their bytes, by name and in pages.</summary>
sealed class PostgresEventReader(NpgsqlDataSource source) : IEventReader
{
    public async ValueTask<FoundEvent?> FindAsync(Cid cid, CancellationToken cancel)
    {
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var command = FindEvent.Command(cid);
        batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(FindUnclaimed.Command(cid));
        using var run = StatementRun.Begin(nameof(FindEvent), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (await reader.ReadAsync(cancel))
        {
            run?.AddRow();
            return FindEvent.Read(reader);
        }

        await reader.NextResultAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;
        run?.AddRow();
        return FindUnclaimed.Read(reader);
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAfterAsync(
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    )
    {
        var events = new List<StoredEvent>();
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var command = ReadEventsAfter.Command(after, max, bytesMax);
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(nameof(ReadEventsAfter), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            events.Add(ReadEventsAfter.Read(reader));
        return events;
    }

    public async ValueTask<EventPage?> ReadAsync(
        EventSelection selection,
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    )
    {
        var rows = new List<ReadEventsOf.Row>();
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var command = ReadEventsOf.Command(selection, after, max, bytesMax);
        batch.BatchCommands.Add(ReadEventsOf.Place(selection, after));
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(nameof(ReadEventsOf), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel) && after != 0)
            return null;
        await reader.NextResultAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            rows.Add(ReadEventsOf.Read(reader));
        return rows.Count == 0
            ? new([], after, IsComplete: true)
            : new(
                [.. rows.Select(row => row.Event).OfType<StoredEvent>()],
                rows[^1].Position,
                rows[^1].Picked < max && rows.Count == rows[^1].Picked
            );
    }
}
