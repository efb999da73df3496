using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Feed;

/// <summary>
/// Events of a model with their bytes, log by log, up to the one that fills the page. Uses <c>log_by_model</c> and <c>event_by_log</c>, from
/// the log of the last known event on; events of other controllers are passed over and count. The array of one
/// model, and the order that begins with it, are there for that index: with an equality Postgres walks all logs by number, however rare the
/// model is.
/// </summary>
static class ReadEventsOf
{
    const string Sql = $"""
        with place as materialized (
            select (select m.log_no from log m where m.name = $1) as model_no,
                coalesce((select e.log_no from event e where e.position = $2), 0) as after_no,
                case when $3 = ''::bytea then 0 else coalesce((select s.log_no from log s where s.name = $3), -1) end as only_no
        ), picked as (
            select l.log_no, e.position, l.controller_no, {EventSize.Sql} as size
            from log l join event e on e.log_no = l.log_no
            where l.model_no = any(array[(select model_no from place)])
                and l.log_no >= (select greatest(after_no, only_no) from place)
                and l.log_no <= (select case when only_no = 0 then {AllLogs} else only_no end from place)
                and (l.log_no > (select after_no from place) or e.position > $2)
            order by l.model_no, l.log_no, e.position limit $4
        ), page as (
            select log_no, position, controller_no, count(*) over () as picked,
                sum(size) over (order by log_no, position) - size as before
            from picked
        )
        select {EventColumns.List}, page.position, page.picked
        from page
        left join principal a on a.author_no = page.controller_no and a.did = $6
        left join event e on e.position = page.position and ($6 = '' or a.did is not null)
        {EventColumns.Joins}
        where page.before < $5 order by page.log_no, page.position
        """;

    /// <summary>No log has a number beyond.</summary>
    const string AllLogs = "9223372036854775807";

    const string PlaceSql = """
        select e.position from event e join log l using (log_no)
        where e.position = $2 and l.model_no = (select m.log_no from log m where m.name = $1)
        """;

    /// <param name="Event">Null when somebody else controls its log.</param>
    /// <param name="Position">Of the event.</param>
    /// <param name="Picked">Events that were read for the page, before it was cut.</param>
    public readonly record struct Row(StoredEvent? Event, long Position, long Picked);

    public static NpgsqlBatchCommand Command(EventSelection selection, long after, int max, long bytesMax) =>
        new(Sql)
        {
            Parameters =
            {
                PostgresArray.Bytes(selection.Model.Memory.ToArray()),
                new NpgsqlParameter<long> { TypedValue = after },
                PostgresArray.Bytes(selection.Log.Memory.ToArray()),
                new NpgsqlParameter<long> { TypedValue = max },
                new NpgsqlParameter<long> { TypedValue = bytesMax },
                new NpgsqlParameter<string> { TypedValue = selection.Controller?.Text ?? "" },
            },
        };

    /// <summary>One row when an event of the model is at the position.</summary>
    public static NpgsqlBatchCommand Place(EventSelection selection, long after) =>
        new(PlaceSql)
        {
            Parameters =
            {
                PostgresArray.Bytes(selection.Model.Memory.ToArray()),
                new NpgsqlParameter<long> { TypedValue = after },
            },
        };

    public static Row Read(NpgsqlDataReader reader) =>
        new(
            reader.IsDBNull(0) ? null : EventColumns.Read(reader),
            reader.GetInt64(EventColumns.Count),
            reader.GetInt64(EventColumns.Count + 1)
        );
}
