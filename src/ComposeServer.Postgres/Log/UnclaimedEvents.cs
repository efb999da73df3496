using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Keeps unclaimed init events, moves them out when their log begins, and forgets the oldest.</summary>
static class UnclaimedEvents
{
    public static NpgsqlBatchCommand Insert(IReadOnlyCollection<UnclaimedWrite> writes, DateTimeOffset at) =>
        new(
            """
            insert into unclaimed (name, cid, family, state, payload, received_at)
            select n.name, n.cid, n.family, n.state, n.payload, $6
            from unnest($1, $2, $3, $4, $5) as n (name, cid, family, state, payload)
            on conflict do nothing
            """
        )
        {
            Parameters =
            {
                PostgresArray.Of(writes.Select(write => write.Log.Memory.ToArray()).ToArray()),
                PostgresArray.Of(writes.Select(write => write.Raw.Cid.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(writes.Select(write => write.Family).ToArray()),
                PostgresArray.Of(writes.Select(write => write.State.ToArray()).ToArray()),
                PostgresArray.Of(writes.Select(write => write.Raw.Blocks.Event.Bytes.ToArray()).ToArray()),
                new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() },
            },
        };

    public static NpgsqlBatchCommand Delete(IReadOnlyCollection<LogName> claimed) =>
        new("delete from unclaimed where name = any($1)")
        {
            Parameters = { PostgresArray.Of(claimed.Select(name => name.Memory.ToArray()).ToArray()) },
        };

    /// <summary>Numbers run upwards, so the highest less the count is near the oldest that may stay, without counting.</summary>
    public static NpgsqlBatchCommand Keep(int count) =>
        new("delete from unclaimed where no <= (select max(no) from unclaimed) - $1")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = count } },
        };

    public static NpgsqlBatchCommand Expire(DateTimeOffset before) =>
        new("delete from unclaimed where received_at < $1")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = before.ToUnixTimeMilliseconds() } },
        };
}
