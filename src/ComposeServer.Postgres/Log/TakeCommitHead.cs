using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Takes the commit head and holds it until the transaction ends.</summary>
static class TakeCommitHead
{
    const string Sql = """
        select position, log_no, author_no, catalogue_version, receipt_hash, committed_at from commit_head for update
        """;

    public readonly record struct Row(
        long Position,
        long LogNo,
        long AuthorNo,
        long CatalogueVersion,
        byte[] ReceiptHash,
        long CommittedAtMs
    );

    public static NpgsqlBatchCommand Command() => new(Sql);

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetInt64(3),
            reader.GetFieldValue<byte[]>(4),
            reader.GetInt64(5)
        );
}
