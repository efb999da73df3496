using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Pins;

/// <summary>Removes all there is of some logs; their names and numbers stay, for others may point to them.</summary>
static class RemoveLogs
{
    const string NoteNames =
        "insert into collected (position, cid) select position, cid from event where log_no = any($1)";

    const string NoteErased = """
        insert into erased (cid, erased_at)
        select c.cid, $2 from event e, lateral (values (e.cid), (e.payload_cid)) as c (cid)
        where e.log_no = any($1) and c.cid is not null on conflict do nothing
        """;

    const string DropParked = """
        delete from parked p using event e where e.log_no = any($1) and e.kind = 0 and p.init = e.cid
        """;

    /// <summary>Blocks that these logs use: looked at again once their events are gone.</summary>
    const string Blocks = """
        select capability_cid from event where log_no = any($1) and capability_cid is not null
        union select v.cid from evidence v join event e using (position) where e.log_no = any($1)
        """;

    const string DropAnchorRequests = "delete from anchor_request where log_no = any($1)";

    const string DropEvidence =
        "delete from evidence v using event e where e.position = v.position and e.log_no = any($1)";

    const string DropSnapshots =
        "delete from snapshot s using event e where e.position = s.position and e.log_no = any($1)";

    const string DropEvents = "delete from event where log_no = any($1)";

    const string DropBlocks = """
        delete from block b where b.cid = any($1)
            and not exists (select from event e where e.capability_cid = b.cid)
            and not exists (select from evidence v where v.cid = b.cid)
        """;

    const string ClearHeads = """
        update log set family = null, model_no = null, controller_no = null, tip_position = 0, tip_cid = null, state = null,
            unpinned_at = null
        where log_no = any($1)
        """;

    /// <summary>The index tables that may hold rows of the logs.</summary>
    public static NpgsqlBatchCommand FindTables(long[] logs) =>
        new("select table_no from indexed_model where model_no in (select model_no from log where log_no = any($1))")
        {
            Parameters = { PostgresArray.Of(logs) },
        };

    public static int ReadTable(NpgsqlDataReader reader) => reader.GetInt32(0);

    /// <summary>The capabilities, proofs and tree nodes of the logs.</summary>
    public static NpgsqlBatchCommand FindBlocks(long[] logs) => Of(Blocks, logs);

    public static byte[] ReadBlock(NpgsqlDataReader reader) => reader.GetFieldValue<byte[]>(0);

    /// <param name="batch">Inside a transaction that holds the commit head.</param>
    /// <param name="logs">Numbers of the logs.</param>
    /// <param name="tables">From <see cref="FindTables"/>.</param>
    /// <param name="blocks">From <see cref="FindBlocks"/>.</param>
    /// <param name="erasedAt">Set to refuse the events from now on.</param>
    /// <returns>The statements that say how many events and blocks went.</returns>
    public static (NpgsqlBatchCommand Events, NpgsqlBatchCommand Blocks) Append(
        NpgsqlBatch batch,
        long[] logs,
        IEnumerable<int> tables,
        byte[][] blocks,
        DateTimeOffset? erasedAt
    )
    {
        foreach (var table in tables)
            batch.BatchCommands.Add(Of($"delete from doc_{table} where doc = any($1)", logs));
        batch.BatchCommands.Add(Of(NoteNames, logs));
        if (erasedAt is { } at)
        {
            var note = Of(NoteErased, logs);
            note.Parameters.Add(new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() });
            batch.BatchCommands.Add(note);
            batch.BatchCommands.Add(Of(DropParked, logs));
        }

        batch.BatchCommands.Add(Of(DropAnchorRequests, logs));
        batch.BatchCommands.Add(Of(DropEvidence, logs));
        batch.BatchCommands.Add(Of(DropSnapshots, logs));
        var dropEvents = Of(DropEvents, logs);
        var dropBlocks = new NpgsqlBatchCommand(DropBlocks) { Parameters = { PostgresArray.Of(blocks) } };
        batch.BatchCommands.Add(dropEvents);
        batch.BatchCommands.Add(dropBlocks);
        batch.BatchCommands.Add(Of(ClearHeads, logs));
        return (dropEvents, dropBlocks);
    }

    static NpgsqlBatchCommand Of(string sql, long[] logs) => new(sql) { Parameters = { PostgresArray.Of(logs) } };
}
