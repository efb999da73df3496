using ComposeServer.Ipld;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Which of some CIDs are stored, as events, payloads, or blocks that events share.</summary>
static class FindKnown
{
    /// <summary>What a CID is stored as; <c>$1</c> are the CIDs.</summary>
    const string Sql = """
        select cid from event where cid = any($1)
        union all
        select payload_cid from event where payload_cid = any($1)
        union all
        select cid from unclaimed where cid = any($1)
        union all
        select cid from block where cid = any($1)
        """;

    public static NpgsqlBatchCommand Command(byte[][] cids) => new(Sql) { Parameters = { PostgresArray.Of(cids) } };

    public static Cid Read(NpgsqlDataReader reader) => CidColumn.Read(reader, 0);
}
