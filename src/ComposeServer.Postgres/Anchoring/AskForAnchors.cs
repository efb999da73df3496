using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Anchoring;

/// <summary>Notes which tips shall be anchored: in the group that makes them, or for one that is there.</summary>
static class AskForAnchors
{
    const string OfGroup = """
        insert into anchor_request (log_no, tip, status, requested_at, updated_at)
        select n.log_no, n.tip, 1, $3, $3 from unnest($1, $2) as n (log_no, tip)
        on conflict (log_no) do update set tip = excluded.tip, status = 1, tries = 0, message = null,
            requested_at = excluded.requested_at, updated_at = excluded.updated_at
        """;

    /// <summary>One row when the event is the tip; what waits or is worked on for the same tip keeps its place.</summary>
    const string OfTip = """
        with asked as (select log_no, tip_cid from log where name = $1 and tip_cid = $2),
        written as (
            insert into anchor_request (log_no, tip, status, requested_at, updated_at)
            select log_no, tip_cid, 1, $3, $3 from asked
            on conflict (log_no) do update set tip = excluded.tip, status = 1, tries = 0, message = null,
                requested_at = excluded.requested_at, updated_at = excluded.updated_at
            where anchor_request.tip <> excluded.tip or anchor_request.status = 4
        )
        select 1 from asked
        """;

    public static NpgsqlBatchCommand Command(
        IReadOnlyDictionary<LogName, Cid> tips,
        Numbers numbers,
        DateTimeOffset at
    ) =>
        new(OfGroup)
        {
            Parameters =
            {
                PostgresArray.Of(tips.Keys.Select(numbers.Of).ToArray()),
                PostgresArray.Of(tips.Values.Select(tip => tip.Bytes.ToArray()).ToArray()),
                new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() },
            },
        };

    public static NpgsqlBatchCommand Command(LogName log, Cid tip, DateTimeOffset at) =>
        new(OfTip)
        {
            Parameters =
            {
                PostgresArray.Bytes(log.Memory.ToArray()),
                PostgresArray.Bytes(tip.Bytes.ToArray()),
                new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() },
            },
        };
}
