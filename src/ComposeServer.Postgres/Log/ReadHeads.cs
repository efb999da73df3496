using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Reads the heads of some logs and of the models that define them. Uses the unique key on <c>name</c>.</summary>
static class ReadHeads
{
    const string Sql = """
        with asked as (
            select log_no, name, family, tip_position, state, model_no from log where name = any($1)
        )
        select log_no, name, family, tip_position, state from asked
        union
        select m.log_no, m.name, m.family, m.tip_position, m.state
        from log m where m.log_no in (select model_no from asked)
        """;

    public readonly record struct Row(long LogNo, byte[] Name, string? Family, long TipPosition, byte[] State);

    public static NpgsqlBatchCommand Command(byte[][] names) => new(Sql) { Parameters = { PostgresArray.Of(names) } };

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetFieldValue<byte[]>(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.GetInt64(3),
            reader.IsDBNull(4) ? [] : reader.GetFieldValue<byte[]>(4)
        );
}
