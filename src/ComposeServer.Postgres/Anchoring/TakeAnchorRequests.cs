using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Anchoring;

/// <summary>Takes waiting requests, the oldest first. Uses <c>anchor_request_waiting</c>.</summary>
/// <remarks>What a group is just replacing is passed by: neither waits for the other, and the row is there again the next time.</remarks>
static class TakeAnchorRequests
{
    /// <summary>Whoever has the turn finds nobody at work, so what is marked so was left by a server that ended.</summary>
    const string TakeUpSql = """
        update anchor_request set status = 1
        where log_no in (select log_no from anchor_request where status = 2 for update skip locked)
        """;

    const string TakeSql = """
        update anchor_request r set status = 2, updated_at = $3
        from (
            select log_no from anchor_request where status = 1 and (requested_at <= $2 or requested_at > $3)
            order by requested_at, log_no limit $1 for update skip locked
        ) t join log l using (log_no)
        where r.log_no = t.log_no
        returning l.name, r.tip, r.requested_at, r.tries, l.tip_cid is not distinct from r.tip
        """;

    const string CountSql = "select count(*)::int from anchor_request where status in (1, 2)";

    public static NpgsqlBatchCommand TakeUp() => new(TakeUpSql);

    public static NpgsqlBatchCommand Take(int limit, DateTimeOffset askedBefore, DateTimeOffset now) =>
        new(TakeSql)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = limit },
                new NpgsqlParameter<long> { TypedValue = askedBefore.ToUnixTimeMilliseconds() },
                new NpgsqlParameter<long> { TypedValue = now.ToUnixTimeMilliseconds() },
            },
        };

    public static OpenAnchorRequest Read(NpgsqlDataReader reader) =>
        new(
            new LogName(reader.GetFieldValue<byte[]>(0)),
            CidColumn.Read(reader, 1),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            reader.GetInt16(3),
            reader.GetBoolean(4)
        );

    public static NpgsqlBatchCommand Count() => new(CountSql);
}
