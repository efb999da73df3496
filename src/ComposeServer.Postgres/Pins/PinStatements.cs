using ComposeServer.Log;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Pins;

/// <summary>Which logs must stay, and which need not.</summary>
static class PinStatements
{
    /// <summary>A log that is, or defines, what is indexed; <c>l</c> is the log.</summary>
    const string IsIndexed = """
        exists (select from indexed_model m where m.state <> 'stopped' and m.model_no in (l.model_no, l.log_no))
        """;

    /// <summary>A log that defines the shape of others that are here; <c>l</c> is the log.</summary>
    const string DefinesOthers = "exists (select from log d where d.model_no = l.log_no and d.family is not null)";

    public static NpgsqlBatchCommand Pin(LogName name) =>
        new("update log set unpinned_at = null where name = $1 and family is not null")
        {
            Parameters = { PostgresArray.Bytes(name.Memory.ToArray()) },
        };

    /// <summary>One row when the log is here: whether it is indexed.</summary>
    public static NpgsqlBatchCommand FindIndexed(LogName name) =>
        new($"select {IsIndexed} from log l where l.name = $1 and l.family is not null")
        {
            Parameters = { PostgresArray.Bytes(name.Memory.ToArray()) },
        };

    public static NpgsqlBatchCommand Unpin(LogName name, DateTimeOffset at) =>
        new(
            $"""
            update log l set unpinned_at = coalesce(l.unpinned_at, $2)
            where l.name = $1 and l.family is not null and not {IsIndexed}
            """
        )
        {
            Parameters =
            {
                PostgresArray.Bytes(name.Memory.ToArray()),
                new NpgsqlParameter<long> { TypedValue = at.ToUnixTimeMilliseconds() },
            },
        };

    public static NpgsqlBatchCommand IsPinned(LogName name) =>
        new("select 1 from log where name = $1 and family is not null and unpinned_at is null")
        {
            Parameters = { PostgresArray.Bytes(name.Memory.ToArray()) },
        };

    public static NpgsqlBatchCommand ListPinned(long after, int limit) =>
        new(
            """
            select log_no, name from log where log_no > $1 and family is not null and unpinned_at is null order by log_no limit $2
            """
        )
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };

    /// <summary>Logs to collect. Uses <c>log_unpinned</c>.</summary>
    public static NpgsqlBatchCommand FindCollectable(DateTimeOffset unpinnedBefore, int limit) =>
        new(
            $"""
            select l.log_no from log l
            where l.unpinned_at < $1 and l.family is not null and not {IsIndexed} and not {DefinesOthers}
            order by l.unpinned_at limit $2
            """
        )
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = unpinnedBefore.ToUnixTimeMilliseconds() },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };

    public static NpgsqlBatchCommand FindErasable(LogName name) =>
        new($"select l.log_no from log l where l.name = $1 and l.family is not null and not {DefinesOthers}")
        {
            Parameters = { PostgresArray.Bytes(name.Memory.ToArray()) },
        };

    public static long ReadNumber(NpgsqlDataReader reader) => reader.GetInt64(0);

    public static (long LogNo, LogName Name) ReadNamed(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), new LogName(reader.GetFieldValue<byte[]>(1)));
}
