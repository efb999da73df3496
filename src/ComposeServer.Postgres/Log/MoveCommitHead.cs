using ComposeServer.Log.Intake.Commit;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Log;

/// <summary>Records a group and moves the commit head past it.</summary>
static class MoveCommitHead
{
    const string Sql = """
        with recorded as (
            insert into commit_group (first_position, last_position, committed_at, root, previous_hash, hash, signature, signer)
            values ($1, $2, $3, $4, $5, $6, $9, $10)
        )
        update commit_head set position = $2, log_no = $7, author_no = $8, receipt_hash = $6, committed_at = $3
        """;

    public static NpgsqlBatchCommand Command(GroupWrites writes, Numbers numbers) =>
        new(Sql)
        {
            Parameters =
            {
                Number(writes.Events[0].Position),
                Number(writes.Events[^1].Position),
                Number(writes.At.ToUnixTimeMilliseconds()),
                Bytes(writes.Receipt!.Root),
                Bytes(writes.Receipt.Previous),
                Bytes(writes.Receipt.Hash),
                Number(numbers.LastLogNo),
                Number(numbers.LastAuthorNo),
                PostgresArray.Bytes(writes.Receipt.Signature?.Bytes.ToArray()),
                new NpgsqlParameter<string?>
                {
                    TypedValue = writes.Receipt.Signature?.Signer.Text,
                    NpgsqlDbType = NpgsqlDbType.Text,
                },
            },
        };

    static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    static NpgsqlParameter<ReadOnlyMemory<byte>> Bytes(ReadOnlyMemory<byte> value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };
}
