using ComposeServer.Ipld;
using ComposeServer.Log.Audit;
using ComposeServer.Postgres.Receipts;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>The chain of commit groups, and the names of all events in the order in which it covers them.</summary>
static class VerifyChain
{
    /// <summary>All groups, in order.</summary>
    public const string Groups = """
        select first_position, last_position, committed_at, root, previous_hash, hash, signature, signer from commit_group order by first_position
        """;

    /// <summary>Two walks over primary keys, merged. A CID that is none is read as the empty one, which no root is made over.</summary>
    public const string Names = """
        select position, cid, received_at from event union all select position, cid, null from collected order by 1
        """;

    const string End = "select position, receipt_hash, committed_at from commit_head";

    public static StoredGroup ReadGroup(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            reader.GetFieldValue<byte[]>(3),
            reader.GetFieldValue<byte[]>(4),
            reader.GetFieldValue<byte[]>(5)
        )
        {
            Signature = SignatureColumns.Read(reader, 6),
        };

    public static NamedPosition ReadName(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            Cid.TryRead(reader.GetFieldValue<byte[]>(1), out var cid) ? cid : default,
            reader.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))
        );

    public static NpgsqlBatchCommand ReadEnd() => new(End);

    public static ChainEnd ReadChainEnd(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetFieldValue<byte[]>(1),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))
        );
}
