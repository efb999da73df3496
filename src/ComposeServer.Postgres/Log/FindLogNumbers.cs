using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Numbers of logs. Uses the unique key on <c>name</c>.</summary>
static class FindLogNumbers
{
    const string Sql = "select log_no, name from log where name = any($1)";

    public static NpgsqlBatchCommand Command(byte[][] names) => new(Sql) { Parameters = { PostgresArray.Of(names) } };

    public static (long LogNo, byte[] Name) Read(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
}
