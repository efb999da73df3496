using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// The events that lead to one event of a log, oldest first, from the nearest snapshot on: as many index look-ups as there are events
/// between two snapshots, however long the log is.
/// </summary>
static class ReadPath
{
    const string Sql = $"""
        with recursive walk as (
            select e.position, e.prev_position, s.state, l.family
            from log l join event e using (log_no) left join snapshot s using (position)
            where l.name = $1 and e.cid = $2
            union all
            select e.position, e.prev_position, s.state, w.family
            from walk w join event e on e.position = w.prev_position left join snapshot s on s.position = e.position
            where w.state is null
        )
        select {EventColumns.List}, w.state, w.family
        from walk w join event e using (position) {EventColumns.Joins} order by e.position
        """;

    public readonly record struct Row(StoredEvent Event, ReadOnlyMemory<byte>? Snapshot, string Family);

    public static NpgsqlBatchCommand Command(byte[] name, Cid commit) =>
        new(Sql) { Parameters = { PostgresArray.Bytes(name), PostgresArray.Bytes(commit.Bytes.ToArray()) } };

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            EventColumns.Read(reader),
            reader.IsDBNull(EventColumns.Count)
                ? default(ReadOnlyMemory<byte>?)
                : reader.GetFieldValue<byte[]>(EventColumns.Count),
            reader.GetString(EventColumns.Count + 1)
        );
}
