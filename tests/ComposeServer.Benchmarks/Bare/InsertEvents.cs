using ComposeServer.Log;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Adds signed events, as many as there are, in one statement.</summary>
static class InsertEvents
{
    const string Sql = """
        insert into bare.event (position, cid, payload_cid, log_no, received_at, envelope, payload)
        select n.position, n.cid, n.payload_cid, n.log_no, n.received_at, n.envelope, n.payload
        from unnest($1, $2, $3, $4, $5, $6, $7) as n (position, cid, payload_cid, log_no, received_at, envelope, payload)
        """;

    public readonly record struct Row(long Position, long Log, long ReceivedAt, EventBlocks Blocks);

    public static NpgsqlBatchCommand Command(IReadOnlyList<Row> rows) =>
        new(Sql)
        {
            Parameters =
            {
                InsertRows.Of(NpgsqlDbType.Bigint, rows.Select(row => row.Position)),
                InsertRows.Of(NpgsqlDbType.Bytea, rows.Select(row => row.Blocks.Event.Cid.Memory.ToArray())),
                InsertRows.Of(NpgsqlDbType.Bytea, rows.Select(row => row.Blocks.Linked!.Value.Cid.Memory.ToArray())),
                InsertRows.Of(NpgsqlDbType.Bigint, rows.Select(row => row.Log)),
                InsertRows.Of(NpgsqlDbType.Bigint, rows.Select(row => row.ReceivedAt)),
                InsertRows.Of(NpgsqlDbType.Bytea, rows.Select(row => row.Blocks.Event.Bytes.ToArray())),
                InsertRows.Of(NpgsqlDbType.Bytea, rows.Select(row => row.Blocks.Linked!.Value.Bytes.ToArray())),
            },
        };
}
