using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>All events of one log with their bytes, in order of position. Uses <c>event_by_log</c>.</summary>
static class ReadEvents
{
    const string Sql = $"""
        select {EventColumns.List}
        from log l join event e using (log_no) {EventColumns.Joins}
        where l.name = $1 order by e.position
        """;

    public static NpgsqlBatchCommand Command(byte[] name) => new(Sql) { Parameters = { PostgresArray.Bytes(name) } };

    public static StoredEvent Read(NpgsqlDataReader reader) => EventColumns.Read(reader);
}
