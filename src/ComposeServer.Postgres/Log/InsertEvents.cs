using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Stores the events of a group. An unsigned event is one block, kept as its payload.</summary>
static class InsertEvents
{
    const string Sql = """
        insert into event (position, cid, payload_cid, log_no, kind, author_no, received_at, expires_at, capability_cid, envelope, payload,
            prev_position, time_seconds)
        select n.position, n.cid, n.payload_cid, n.log_no, n.kind, n.author_no, $13, n.expires_at, n.capability_cid, n.envelope, n.payload,
            n.prev_position, n.time_seconds
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as n (position, cid, payload_cid, log_no, kind, author_no, expires_at, capability_cid, envelope, payload,
                prev_position, time_seconds)
        """;

    public static NpgsqlBatchCommand Command(GroupWrites writes, Numbers numbers)
    {
        var events = writes.Events;
        var count = events.Count;
        var position = new long[count];
        var cid = new byte[count][];
        var payloadCid = new byte[]?[count];
        var logNo = new long[count];
        var kind = new short[count];
        var author = new long[count];
        var expires = new long?[count];
        var capability = new byte[]?[count];
        var envelope = new byte[]?[count];
        var payload = new byte[count][];
        var prev = new long?[count];
        var time = new long?[count];
        for (var i = 0; i < count; i++)
        {
            var (write, blocks) = (events[i], events[i].Raw.Blocks);
            position[i] = write.Position;
            cid[i] = blocks.Event.Cid.Bytes.ToArray();
            logNo[i] = numbers.Of(write.Log);
            kind[i] = (short)write.Raw.Kind;
            author[i] = numbers.Of(write.Author);
            expires[i] = write.ExpiresAtSeconds;
            capability[i] = blocks.Capability is { } block ? block.Cid.Bytes.ToArray() : null;
            payloadCid[i] = blocks.Linked is { } linked ? linked.Cid.Bytes.ToArray() : null;
            envelope[i] = blocks.Linked is null ? null : blocks.Event.Bytes.ToArray();
            payload[i] = (blocks.Linked ?? blocks.Event).Bytes.ToArray();
            prev[i] = write.PrevPosition;
            time[i] = write.TimestampSeconds;
        }

        return new(Sql)
        {
            Parameters =
            {
                PostgresArray.Of(position),
                PostgresArray.Of(cid),
                PostgresArray.Of(payloadCid),
                PostgresArray.Of(logNo),
                PostgresArray.Of(kind),
                PostgresArray.Of(author),
                PostgresArray.Of(expires),
                PostgresArray.Of(capability),
                PostgresArray.Of(envelope),
                PostgresArray.Of(payload),
                PostgresArray.Of(prev),
                PostgresArray.Of(time),
                new NpgsqlParameter<long> { TypedValue = writes.At.ToUnixTimeMilliseconds() },
            },
        };
    }
}
