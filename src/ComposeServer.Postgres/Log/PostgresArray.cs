using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Log;

/// <summary>Typed parameters: arrays for statements over <c>unnest</c>, and bytes.</summary>
static class PostgresArray
{
    public static NpgsqlParameter Of(long[] values) => Typed(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(long?[] values) => Typed(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(short[] values) => Typed(values, NpgsqlDbType.Smallint);

    public static NpgsqlParameter Of(byte[]?[] values) => Typed(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Of(string?[] values) => Typed(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(bool?[] values) => Typed(values, NpgsqlDbType.Boolean);

    /// <summary>Not an array: one value of bytes.</summary>
    public static NpgsqlParameter Bytes(byte[]? value) =>
        new NpgsqlParameter<byte[]?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    static NpgsqlParameter<T> Typed<T>(T values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
