using ComposeServer.Log.Heads;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Feed;

/// <summary>
/// Events after a position with their bytes, in the order of positions, up to the one that fills the page. Uses the primary key; what does
/// not fit the page is measured and not read.
/// </summary>
static class ReadEventsAfter
{
    const string Sql = $"""
        with picked as (
            select e.position, {EventSize.Sql} as size from event e where e.position > $1 order by e.position limit $2
        ), page as (
            select position, sum(size) over (order by position) - size as before from picked
        )
        select {EventColumns.List}
        from page join event e using (position) {EventColumns.Joins}
        where page.before < $3 order by e.position
        """;

    public static NpgsqlBatchCommand Command(long after, int max, long bytesMax) =>
        new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = max },
                new NpgsqlParameter<long> { TypedValue = bytesMax },
            },
        };

    public static StoredEvent Read(NpgsqlDataReader reader) => EventColumns.Read(reader);
}
