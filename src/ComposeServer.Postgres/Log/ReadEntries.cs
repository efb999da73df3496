using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// The entries of some logs, in order of position, each with the request to anchor it, and unclaimed init events. Uses <c>event_by_log</c>.
/// </summary>
static class ReadEntries
{
    const string Sql = """
        select l.name, e.position, e.cid, e.kind, p.cid, e.time_seconds, e.received_at, e.expires_at,
            case when r.tip = e.cid then r.status end
        from log l left join anchor_request r using (log_no)
            join event e using (log_no) left join event p on p.position = e.prev_position
        where l.name = any($1)
        union all
        select u.name, 0, u.cid, 0::smallint, null, null, u.received_at, null, null from unclaimed u where u.name = any($1)
        order by 2
        """;

    public static NpgsqlBatchCommand Command(byte[][] names) => new(Sql) { Parameters = { PostgresArray.Of(names) } };

    public static (LogName Name, StoredEntry Entry) Read(NpgsqlDataReader reader) =>
        (
            new LogName(reader.GetFieldValue<byte[]>(0)),
            new StoredEntry(
                reader.GetInt64(1),
                CidColumn.Read(reader, 2),
                (EventKind)reader.GetInt16(3),
                reader.IsDBNull(4) ? null : CidColumn.Read(reader, 4),
                reader.IsDBNull(5) ? null : reader.GetInt64(5),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                reader.IsDBNull(7) ? null : reader.GetInt64(7)
            )
            {
                AnchorRequest = reader.IsDBNull(8) ? null : (AnchorRequestStage)reader.GetInt16(8),
            }
        );
}
