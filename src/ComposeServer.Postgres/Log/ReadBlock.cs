using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>The bytes that are stored under a CID, wherever they are.</summary>
static class ReadBlock
{
    const string Sql = """
        select bytes from block where cid = $1
        union all
        select coalesce(envelope, payload) from event where cid = $1
        union all
        select payload from event where payload_cid = $1
        union all
        select payload from unclaimed where cid = $1
        limit 1
        """;

    public static NpgsqlBatchCommand Command(byte[] cid) => new(Sql) { Parameters = { PostgresArray.Bytes(cid) } };

    public static byte[] Read(NpgsqlDataReader reader) => reader.GetFieldValue<byte[]>(0);
}
