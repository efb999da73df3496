using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Log;
using ComposeServer.Streams;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Query;

/// <summary>The models of the log. Uses <c>log_by_model</c>: the model of every model is the metamodel.</summary>
static class ReadModels
{
    const string Set = """
        from log l where l.model_no = (select log_no from log where name = $1) and l.family is not null
        and ($2::text is null or l.controller_no = (select author_no from principal where did = $2))
        """;

    const string Columns = "select l.log_no, l.name, l.family, l.tip_position, l.state";

    public static NpgsqlBatchCommand Forward(Did? account, long after, int limit) =>
        Command($"{Columns} {Set} and l.log_no > $3 order by l.log_no limit $4", account, after, limit);

    public static NpgsqlBatchCommand Backward(Did? account, long before, int limit) =>
        Command($"{Columns} {Set} and l.log_no < $3 order by l.log_no desc limit $4", account, before, limit);

    public static NpgsqlBatchCommand Count(Did? account) => Command($"select count(*) {Set}", account);

    public static (long LogNo, StoredHead Head) Read(NpgsqlDataReader reader) =>
        (
            reader.GetInt64(0),
            new(
                new LogName(reader.GetFieldValue<byte[]>(1)),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.GetFieldValue<byte[]>(4)
            )
        );

    static NpgsqlBatchCommand Command(string sql, Did? account, long place, int limit)
    {
        var command = Command(sql, account);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }

    static NpgsqlBatchCommand Command(string sql, Did? account) =>
        new(sql)
        {
            Parameters =
            {
                PostgresArray.Bytes(StreamId.Metamodel.Name.Memory.ToArray()),
                new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Text,
                    Value = (object?)account?.Text ?? DBNull.Value,
                },
            },
        };
}
