using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>An event with its bytes as statements select it: <c>e</c> is the event, <c>p</c> the one it builds on, <c>c</c> its capability.</summary>
static class EventColumns
{
    public const string List = """
        e.position, e.cid, e.kind, p.cid, e.time_seconds, e.received_at, e.expires_at, e.payload_cid, e.envelope, e.payload,
            e.capability_cid, c.bytes,
            case when e.kind = 2 then array(select v.cid from evidence v where v.position = e.position order by v.no) end,
            case when e.kind = 2 then array(
                select b.bytes from evidence v join block b using (cid) where v.position = e.position order by v.no) end
        """;

    public const string Joins = """
        left join event p on p.position = e.prev_position left join block c on c.cid = e.capability_cid
        """;

    /// <summary>Number of columns in <see cref="List"/>.</summary>
    public const int Count = 14;

    public static StoredEvent Read(NpgsqlDataReader reader)
    {
        var entry = new StoredEntry(
            reader.GetInt64(0),
            CidColumn.Read(reader, 1),
            (EventKind)reader.GetInt16(2),
            reader.IsDBNull(3) ? null : CidColumn.Read(reader, 3),
            reader.IsDBNull(4) ? null : reader.GetInt64(4),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
            reader.IsDBNull(6) ? null : reader.GetInt64(6)
        );
        return new(entry, ReadBlocks(reader, entry));
    }

    static EventBlocks ReadBlocks(NpgsqlDataReader reader, StoredEntry entry)
    {
        var payload = reader.GetFieldValue<byte[]>(9);
        if (reader.IsDBNull(7))
            return new(new Block(entry.Cid, payload)) { Evidence = ReadEvidence(reader, entry) };
        Block? capability = reader.IsDBNull(10)
            ? null
            : new Block(CidColumn.Read(reader, 10), reader.GetFieldValue<byte[]>(11));
        return new(
            new Block(entry.Cid, reader.GetFieldValue<byte[]>(8)),
            new Block(CidColumn.Read(reader, 7), payload),
            capability
        );
    }

    static TimeEvidence? ReadEvidence(NpgsqlDataReader reader, StoredEntry entry)
    {
        if (reader.IsDBNull(12))
            return null;
        var (cids, bytes) = (reader.GetFieldValue<byte[][]>(12), reader.GetFieldValue<byte[][]>(13));
        Invariant.Holds(cids.Length == bytes.Length);
        return new([.. cids.Select((cid, i) => new Block(CidColumn.Of(cid), bytes[i]))], entry.TimestampSeconds)
        {
            IsPartial = true,
        };
    }
}
