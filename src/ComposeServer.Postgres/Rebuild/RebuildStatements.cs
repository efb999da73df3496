using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Rebuild;

/// <summary>Reads logs with all their events, page by page in order of number; models before what they define.</summary>
static class RebuildStatements
{
    public const string CountLogs = "select count(*) from log where family is not null and tip_position > 0";

    const string Page = """
        select log_no, name, family, tip_position, state from log
        where log_no > $1 and family is not null and tip_position > 0 and (family = 'model') = $2 order by log_no limit $3
        """;

    const string Events = $"""
        select {EventColumns.List}, e.log_no from event e {EventColumns.Joins}
        where e.log_no = any($1) order by e.log_no, e.position
        """;

    public static NpgsqlBatchCommand ReadPage(long after, bool models, int limit) =>
        new(Page)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<bool> { TypedValue = models },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };

    public static (long LogNo, StoredHead Head) ReadLog(NpgsqlDataReader reader) =>
        (
            reader.GetInt64(0),
            new(
                new LogName(reader.GetFieldValue<byte[]>(1)),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.IsDBNull(4) ? default : reader.GetFieldValue<byte[]>(4)
            )
        );

    public static NpgsqlBatchCommand ReadEvents(long[] logs) => new(Events) { Parameters = { PostgresArray.Of(logs) } };

    public static (long LogNo, StoredEvent Event) ReadEvent(NpgsqlDataReader reader) =>
        (reader.GetInt64(EventColumns.Count), EventColumns.Read(reader));
}
