using ComposeServer.Ipld;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Stores blocks that several events share, each once.</summary>
static class InsertBlocks
{
    const string Sql = "insert into block (cid, bytes) select * from unnest($1, $2) on conflict do nothing";

    public static NpgsqlBatchCommand Command(IReadOnlyCollection<Block> blocks) =>
        new(Sql)
        {
            Parameters =
            {
                PostgresArray.Of(blocks.Select(block => block.Cid.Bytes.ToArray()).ToArray()),
                PostgresArray.Of(blocks.Select(block => block.Bytes.ToArray()).ToArray()),
            },
        };
}
