using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Log;

/// <summary>All events of one log with their bytes, in order of position. Uses <c>event_by_log</c>.</summary>
static class ReadEvents
{
    const string Sql = """
        select e.position, e.cid, e.kind, e.expires_at, e.payload_cid, e.envelope, e.payload, e.capability_cid, b.bytes
        from log l join event e using (log_no) left join block b on b.cid = e.capability_cid
        where l.name = $1 order by e.position
        """;

    public static NpgsqlBatchCommand Command(byte[] name) =>
        new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<byte[]> { TypedValue = name, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };

    public static StoredEvent Read(NpgsqlDataReader reader)
    {
        var cid = CidAt(reader, 1);
        long? expiresAt = reader.IsDBNull(3) ? null : reader.GetInt64(3);
        var entry = new StoredEntry(reader.GetInt64(0), cid, (EventKind)reader.GetInt16(2), expiresAt);
        var payload = reader.GetFieldValue<byte[]>(6);
        if (reader.IsDBNull(4))
            return new(entry, new(new Block(cid, payload)));
        Block? capability = reader.IsDBNull(7) ? null : new Block(CidAt(reader, 7), reader.GetFieldValue<byte[]>(8));
        return new(
            entry,
            new(new Block(cid, reader.GetFieldValue<byte[]>(5)), new Block(CidAt(reader, 4), payload), capability)
        );
    }

    static Cid CidAt(NpgsqlDataReader reader, int column)
    {
        Invariant.Holds(Cid.TryRead(reader.GetFieldValue<byte[]>(column), out var cid));
        return cid;
    }
}
