using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>Reads the events of some logs as they are stored. Uses <c>event_by_log</c>. A row that makes no event becomes a fault.</summary>
static class VerifyEvents
{
    const string Sql = $"""
        select {EventColumns.List}, e.log_no, a.did, s.state
        from event e {EventColumns.Joins}
            left join principal a on a.author_no = e.author_no left join snapshot s on s.position = e.position
        where e.log_no = any($1) order by e.log_no, e.position
        """;

    const int LogNo = EventColumns.Count;
    const int Author = EventColumns.Count + 1;
    const int Snapshot = EventColumns.Count + 2;

    /// <param name="LogNo">Number of the log.</param>
    /// <param name="Event">The event; null when its row makes none.</param>
    /// <param name="Fault">Why it makes none.</param>
    public readonly record struct Row(long LogNo, AuditedEvent? Event, AuditFault? Fault);

    public static NpgsqlBatchCommand Of(long[] logs) => new(Sql) { Parameters = { PostgresArray.Of(logs) } };

    public static Row Read(NpgsqlDataReader reader)
    {
        var log = reader.GetInt64(LogNo);
        try
        {
            return new(
                log,
                new(
                    EventColumns.Read(reader),
                    reader.IsDBNull(Author) ? null : reader.GetString(Author),
                    reader.IsDBNull(Snapshot) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(Snapshot)
                ),
                null
            );
        }
        catch (Exception broken) when (broken is InvalidCastException or InvariantBroken)
        {
            return new(log, null, FaultOf(reader, broken));
        }
    }

    static AuditFault FaultOf(NpgsqlDataReader reader, Exception broken)
    {
        Cid? cid = Cid.TryRead(reader.GetFieldValue<byte[]>(1), out var read) ? read : null;
        var position = reader.GetInt64(0);
        if (!reader.IsDBNull(10) && reader.IsDBNull(11))
            return new(
                AuditRule.BlockMissing,
                null,
                cid,
                position,
                "the capability that it was signed under is not here"
            );
        if (!reader.IsDBNull(12) && Length(12) != Length(13))
            return new(AuditRule.BlockMissing, null, cid, position, "a block of its proof is not here");
        return new(AuditRule.Unreadable, null, cid, position, $"the row makes no event: {broken.Message}");

        int Length(int column) => reader.GetFieldValue<byte[][]>(column).Length;
    }
}
