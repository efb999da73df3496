using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Log;

/// <summary>Typed array parameters for statements over <c>unnest</c>.</summary>
static class PostgresArray
{
    public static NpgsqlParameter Of(long[] values) => Typed(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(long?[] values) => Typed(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(short[] values) => Typed(values, NpgsqlDbType.Smallint);

    public static NpgsqlParameter Of(byte[]?[] values) => Typed(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Of(string?[] values) => Typed(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(bool?[] values) => Typed(values, NpgsqlDbType.Boolean);

    static NpgsqlParameter<T> Typed<T>(T values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
