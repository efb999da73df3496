using ComposeServer.Ipld;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Receipts;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Receipts;

/// <summary>Finds the receipts of events, in one round trip.</summary>
sealed class PostgresReceiptReader(NpgsqlDataSource source) : IReceiptReader
{
    /// <summary>
    /// All names of the group that holds the event, each with the group. Of events it uses the unique key on <c>cid</c>; names of collected
    /// ones have no index, and are looked through when there is no such event.
    /// </summary>
    const string Sql = """
        with place as materialized (
            select coalesce(
                (select e.position from event e where e.cid = $1), (select c.position from collected c where c.cid = $1)) as position
        ), held as materialized (
            select g.first_position, g.last_position, g.committed_at, g.root, g.previous_hash, g.hash, g.signature, g.signer, p.position
            from place p, lateral (
                select first_position, last_position, committed_at, root, previous_hash, hash, signature, signer
                from commit_group where first_position <= p.position order by first_position desc limit 1) g
        )
        select h.first_position, h.last_position, h.committed_at, h.root, h.previous_hash, h.hash, h.signature, h.signer, h.position,
            n.position, n.cid
        from held h, lateral (
            select position, cid from event where position between h.first_position and h.last_position
            union all
            select position, cid from collected where position between h.first_position and h.last_position) n
        order by n.position
        """;

    public async ValueTask<EventReceipt?> FindAsync(Cid cid, CancellationToken cancel)
    {
        var names = new List<Cid>();
        var index = 0;
        StoredGroup? group = null;
        ReceiptSignature? signature = null;
        long position = 0;
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(PostgresArray.Bytes(cid.Bytes.ToArray()));
        using var run = StatementRun.Begin(nameof(PostgresReceiptReader), command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); run?.AddRow())
        {
            if (group is null)
                (group, signature, position) = (
                    ReadGroup(reader),
                    SignatureColumns.Read(reader, 6),
                    reader.GetInt64(8)
                );
            if (reader.GetInt64(9) == position)
                index = names.Count;
            names.Add(CidColumn.Read(reader, 10));
        }

        return group is null ? null : new(cid, position, group, MerklePath.Of(names, index), signature);
    }

    static StoredGroup ReadGroup(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            reader.GetFieldValue<byte[]>(3),
            reader.GetFieldValue<byte[]>(4),
            reader.GetFieldValue<byte[]>(5)
        );
}
