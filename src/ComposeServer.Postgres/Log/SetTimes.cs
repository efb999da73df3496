using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Writes what chains say about stored time events. Uses the primary key.</summary>
static class SetTimes
{
    const string Sql = """
        update event set time_seconds = n.time_seconds from unnest($1, $2) as n (position, time_seconds)
        where event.position = n.position
        """;

    public static NpgsqlBatchCommand Command(IReadOnlyDictionary<long, long?> times) =>
        new(Sql) { Parameters = { PostgresArray.Of(times.Keys.ToArray()), PostgresArray.Of(times.Values.ToArray()) } };
}
