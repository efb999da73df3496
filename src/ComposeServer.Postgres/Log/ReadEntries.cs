using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>The entries of some logs, in order of position. Uses <c>event_by_log</c>.</summary>
static class ReadEntries
{
    const string Sql = """
        select l.name, e.position, e.cid, e.kind, e.expires_at
        from log l join event e using (log_no)
        where l.name = any($1) order by e.position
        """;

    public static NpgsqlBatchCommand Command(byte[][] names) => new(Sql) { Parameters = { PostgresArray.Of(names) } };

    public static (LogName Name, StoredEntry Entry) Read(NpgsqlDataReader reader)
    {
        Invariant.Holds(Cid.TryRead(reader.GetFieldValue<byte[]>(2), out var cid));
        long? expiresAt = reader.IsDBNull(4) ? null : reader.GetInt64(4);
        return (
            new LogName(reader.GetFieldValue<byte[]>(0)),
            new StoredEntry(reader.GetInt64(1), cid, (EventKind)reader.GetInt16(3), expiresAt)
        );
    }
}
