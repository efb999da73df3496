using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Notes which blocks stand behind time events; <see cref="InsertBlocks"/> stores their bytes.</summary>
static class InsertEvidence
{
    const string Sql = "insert into evidence (position, no, cid) select * from unnest($1, $2, $3)";

    public static NpgsqlBatchCommand Command(IReadOnlyList<(long Position, IReadOnlyList<Block> Blocks)> evidence)
    {
        var rows = evidence
            .SelectMany(one =>
                one.Blocks.DistinctBy(block => block.Cid)
                    .Select((block, no) => (one.Position, No: (short)no, block.Cid))
            )
            .ToArray();
        return new(Sql)
        {
            Parameters =
            {
                PostgresArray.Of(Array.ConvertAll(rows, row => row.Position)),
                PostgresArray.Of(Array.ConvertAll(rows, row => row.No)),
                PostgresArray.Of(Array.ConvertAll(rows, row => row.Cid.Bytes.ToArray())),
            },
        };
    }

    /// <summary>The time events among what a group writes, with their evidence.</summary>
    public static IReadOnlyList<(long Position, IReadOnlyList<Block> Blocks)> Of(GroupWrites writes) =>
        [
            .. writes.Events.SelectMany(write =>
                write.Raw.Blocks.Evidence is { Blocks: { Count: > 0 } blocks }
                    ? ((long, IReadOnlyList<Block>)[])[(write.Position, blocks)]
                    : []
            ),
        ];
}
