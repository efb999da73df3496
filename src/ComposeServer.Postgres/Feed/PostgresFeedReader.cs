using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Feed;

/// <summary>Committed events in the order of their positions. Uses the primary key of <c>event</c>.</summary>
sealed class PostgresFeedReader(NpgsqlDataSource source, ILogReader log) : IFeedReader
{
    const string Sql = """
        select e.position, e.cid, l.name, m.name, e.kind, e.payload_cid is not null,
            coalesce(p.kind = 0 and p.payload_cid is null, false)
        from event e
        join log l on l.log_no = e.log_no
        left join log m on m.log_no = l.model_no
        left join event p on p.position = e.prev_position
        where e.position > $1 order by e.position limit $2
        """;

    public async ValueTask<IReadOnlyList<FeedEntry>> ReadAfterAsync(long after, int max, CancellationToken cancel)
    {
        var entries = new List<FeedEntry>();
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = max });
        using var run = StatementRun.Begin(nameof(PostgresFeedReader), command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            entries.Add(
                new(
                    reader.GetInt64(0),
                    CidColumn.Read(reader, 1),
                    new(await reader.GetFieldValueAsync<byte[]>(2, cancel)),
                    await reader.IsDBNullAsync(3, cancel)
                        ? default
                        : new(await reader.GetFieldValueAsync<byte[]>(3, cancel)),
                    (EventKind)reader.GetInt16(4),
                    reader.GetBoolean(5),
                    reader.GetBoolean(6)
                )
            );
        return entries;
    }

    public ValueTask<long> ReadPositionAsync(CancellationToken cancel) => log.ReadPositionAsync(cancel);
}
