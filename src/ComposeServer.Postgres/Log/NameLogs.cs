using ComposeServer.Log;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Numbers logs for the first time; their heads are written by <see cref="WriteHeads"/>.</summary>
static class NameLogs
{
    const string Sql = "insert into log (log_no, name) select * from unnest($1, $2)";

    /// <param name="names">In order of number, the last of which is <paramref name="lastNo"/>.</param>
    /// <param name="lastNo">Number of the last of them.</param>
    public static NpgsqlBatchCommand Command(IReadOnlyList<LogName> names, long lastNo)
    {
        var numbers = new long[names.Count];
        var bytes = new byte[names.Count][];
        for (var i = 0; i < bytes.Length; i++)
        {
            numbers[i] = lastNo - names.Count + 1 + i;
            bytes[i] = names[i].Memory.ToArray();
        }

        return new(Sql) { Parameters = { PostgresArray.Of(numbers), PostgresArray.Of(bytes) } };
    }
}
