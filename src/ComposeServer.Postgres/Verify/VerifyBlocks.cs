using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>What stands beside logs and events: shared blocks, unclaimed events, and rows that point to nothing.</summary>
static class VerifyBlocks
{
    const string Blocks = "select cid, bytes from block";

    const string Unclaimed = "select name, family, cid, payload from unclaimed";

    const string Lost = """
        select e.position, e.cid, 'EVENT_WITHOUT_LOG', 'its stream has not begun here'
        from event e left join log l using (log_no) where l.family is null
        union all
        select e.position, e.cid, 'NOT_GONE', 'it was erased' from event e join erased x using (cid)
        union all
        select e.position, e.cid, 'NOT_GONE', 'its payload was erased' from event e join erased x on x.cid = e.payload_cid
        union all
        select v.position, v.cid, 'EVENT_MISSING', 'there are blocks of a proof for an event that is not here'
        from evidence v left join event e using (position) where e.position is null
        union all
        select s.position, null, 'EVENT_MISSING', 'there is a state for an event that is not here'
        from snapshot s left join event e using (position) where e.position is null
        order by 1
        """;

    /// <summary>Numbers that were given out lie below those of the head, or they would be given out twice.</summary>
    const string Numbers = """
        select h.position, null::bytea, 'CHAIN_HEAD', 'the commit head would give out numbers that are in use'
        from commit_head h
        where h.log_no < (select coalesce(max(log_no), 0) from log)
            or h.author_no < (select coalesce(max(author_no), 0) from principal)
        """;

    public static NpgsqlBatchCommand ReadBlocks() => new(Blocks);

    /// <returns>Null when the bytes are those that the CID names.</returns>
    public static AuditFault? ReadBlock(NpgsqlDataReader reader)
    {
        var isCid = Cid.TryRead(reader.GetFieldValue<byte[]>(0), out var cid);
        return isCid && cid.Names(reader.GetFieldValue<byte[]>(1))
            ? null
            : new(
                AuditRule.BlockMismatch,
                null,
                isCid ? cid : null,
                null,
                "the bytes of the block do not hash to its CID"
            );
    }

    public static NpgsqlBatchCommand ReadUnclaimed() => new(Unclaimed);

    public static (LogName Log, string Family, Block Init) ReadUnclaimedEvent(NpgsqlDataReader reader) =>
        (
            new(reader.GetFieldValue<byte[]>(0)),
            reader.GetString(1),
            new(CidColumn.Read(reader, 2), reader.GetFieldValue<byte[]>(3))
        );

    public static IEnumerable<NpgsqlBatchCommand> FindLost() => [new(Lost), new(Numbers)];

    public static AuditFault ReadLost(NpgsqlDataReader reader) =>
        new(
            reader.GetString(2),
            null,
            !reader.IsDBNull(1) && Cid.TryRead(reader.GetFieldValue<byte[]>(1), out var cid) ? cid : null,
            reader.GetInt64(0),
            reader.GetString(3)
        );
}
