using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// Reads the heads of some logs, and of logs that are only an unclaimed init event; for a group, those of the models that define them, too. Uses
/// the unique keys on <c>name</c>.
/// </summary>
static class ReadHeads
{
    const string Own = """
        select log_no, name, family, tip_position, state, null::bytea, null::bytea from log where name = any($1)
        union all
        select 0, name, family, 0, state, cid, payload from unclaimed where name = any($1)
        """;

    const string WithModels = """
        with asked as (
            select log_no, name, family, tip_position, state, model_no from log where name = any($1)
        )
        select log_no, name, family, tip_position, state, null::bytea, null::bytea from asked
        union all
        select m.log_no, m.name, m.family, m.tip_position, m.state, null, null
        from log m where m.log_no in (select model_no from asked) and m.log_no not in (select log_no from asked)
        union all
        select 0, name, family, 0, state, cid, payload from unclaimed where name = any($1)
        """;

    /// <param name="LogNo">0 for a log that is only an unclaimed init event.</param>
    public readonly record struct Row(
        long LogNo,
        byte[] Name,
        string? Family,
        long TipPosition,
        byte[] State,
        Block? Unclaimed
    )
    {
        public StoredHead ToHead() =>
            new(new LogName(Name), Family, TipPosition, State)
            {
                Unclaimed = Unclaimed is { } block ? new EventBlocks(block) : null,
            };
    }

    public static NpgsqlBatchCommand Command(byte[][] names) => new(Own) { Parameters = { PostgresArray.Of(names) } };

    /// <summary>With the heads of the models, by which events are judged.</summary>
    public static NpgsqlBatchCommand CommandWithModels(byte[][] names) =>
        new(WithModels) { Parameters = { PostgresArray.Of(names) } };

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetFieldValue<byte[]>(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.GetInt64(3),
            reader.IsDBNull(4) ? [] : reader.GetFieldValue<byte[]>(4),
            reader.IsDBNull(5) ? null : new Block(CidColumn.Read(reader, 5), reader.GetFieldValue<byte[]>(6))
        );
}
