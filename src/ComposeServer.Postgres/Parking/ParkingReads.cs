using ComposeServer.Ipld;
using ComposeServer.Log.Parking;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Parking;

/// <summary>Reads from the table of events that wait.</summary>
static class ParkingReads
{
    const string Columns = "k.blocks, k.init, k.signer, k.missing, k.since";

    public static NpgsqlBatchCommand Waiting(IReadOnlyCollection<Cid> missing, int limit) =>
        new($"select {Columns} from parked k where k.missing = any($1) order by k.since, k.cid limit $2")
        {
            Parameters =
            {
                PostgresArray.Of(missing.Select(cid => cid.Bytes.ToArray()).ToArray()),
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };

    public static NpgsqlBatchCommand Ready(int limit) =>
        new(
            $"""
            select {Columns} from parked k
            where exists (select from event e where e.cid = k.missing) or exists (select from block b where b.cid = k.missing)
                or exists (select from unclaimed u where u.cid = k.missing)
            order by k.since, k.cid limit $1
            """
        )
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = limit } },
        };

    public static NpgsqlBatchCommand Missing() => new("select distinct missing from parked");

    public static NpgsqlBatchCommand Count() =>
        new(
            """
            select (select count(*) from parked), (select coalesce(sum(size_bytes), 0) from parked), (select count(*) from unclaimed)
            """
        );

    public static ParkedEvent Read(NpgsqlDataReader reader) =>
        new(
            ParkedBlocks.Decode(reader.GetFieldValue<byte[]>(0)),
            CidColumn.Read(reader, 1),
            reader.GetString(2),
            CidColumn.Read(reader, 3),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))
        );
}
