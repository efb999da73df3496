using ComposeServer.Ipld;
using ComposeServer.Log.Parking;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Parking;

/// <summary>Writes to the table of events that wait.</summary>
static class ParkingStatements
{
    /// <summary>An event that is parked already waits on for what it misses now, and keeps its age.</summary>
    public static NpgsqlBatchCommand Insert(IReadOnlyList<ParkedEvent> events) =>
        new(
            """
            insert into parked (cid, init, signer, missing, since, size_bytes, blocks)
            select * from unnest($1, $2, $3, $4, $5, $6, $7) on conflict (cid) do update set missing = excluded.missing
            """
        )
        {
            Parameters =
            {
                PostgresArray.Of(events.Select(one => one.Cid.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(events.Select(one => one.Init.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(events.Select(one => one.Signer).ToArray()),
                PostgresArray.Of(events.Select(one => one.Missing.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(events.Select(one => one.Since.ToUnixTimeMilliseconds()).ToArray()),
                PostgresArray.Of(events.Select(one => (long)one.Blocks.SizeBytes).ToArray()),
                PostgresArray.Of(events.Select(one => ParkedBlocks.Encode(one.Blocks)).ToArray()),
            },
        };

    public static NpgsqlBatchCommand DropPastLog(IReadOnlyList<ParkedEvent> events, int countMax) =>
        DropPast(
            """
            delete from parked where cid in (
                select cid from (select cid, row_number() over (partition by init order by since desc, cid) as place
                    from parked where init = any($1)) as ranked
                where place > $2)
            """,
            PostgresArray.Of(events.Select(one => one.Init).Distinct().Select(cid => cid.Bytes.ToArray()).ToArray()),
            countMax
        );

    public static NpgsqlBatchCommand DropPastSigner(IReadOnlyList<ParkedEvent> events, int countMax) =>
        DropPast(
            """
            delete from parked where cid in (
                select cid from (select cid, row_number() over (partition by signer order by since desc, cid) as place
                    from parked where signer = any($1)) as ranked
                where place > $2)
            """,
            PostgresArray.Of(events.Select(one => one.Signer).Distinct().ToArray()),
            countMax
        );

    public static NpgsqlBatchCommand DropPastBytes(long bytesMax) =>
        new(
            """
            delete from parked where cid in (
                select cid from (select cid, sum(size_bytes) over (order by since desc, cid) as upto from parked) as summed
                where upto > $1)
            """
        )
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = bytesMax } },
        };

    public static NpgsqlBatchCommand Delete(IReadOnlyCollection<Cid> cids) =>
        new("delete from parked where cid = any($1)")
        {
            Parameters = { PostgresArray.Of(cids.Select(cid => cid.Bytes.ToArray()).ToArray()) },
        };

    public static NpgsqlBatchCommand Expire(DateTimeOffset before) =>
        new("delete from parked where since < $1")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = before.ToUnixTimeMilliseconds() } },
        };

    static NpgsqlBatchCommand DropPast(string sql, NpgsqlParameter members, int countMax) =>
        new(sql)
        {
            Parameters =
            {
                members,
                new NpgsqlParameter<long> { TypedValue = countMax },
            },
        };
}
