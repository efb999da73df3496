using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// Which of some events are stored, by either CID, and in which log. Uses the unique keys on <c>cid</c> and <c>event_by_payload</c>.
/// </summary>
static class FindEvents
{
    const string Sql = """
        select e.cid, l.name from event e join log l using (log_no) where e.cid = any($1)
        union all
        select e.payload_cid, l.name from event e join log l using (log_no) where e.payload_cid = any($1)
        union all
        select u.cid, u.name from unclaimed u where u.cid = any($1)
        union all
        select x.cid, '' from erased x where x.cid = any($1)
        """;

    /// <param name="Log">Empty for an event that was erased.</param>
    public readonly record struct Row(byte[] Cid, byte[] Log);

    public static NpgsqlBatchCommand Command(byte[][] cids) => new(Sql) { Parameters = { PostgresArray.Of(cids) } };

    public static Row Read(NpgsqlDataReader reader) =>
        new(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
}
