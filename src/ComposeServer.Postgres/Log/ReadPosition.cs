using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Position of the last committed event.</summary>
static class ReadPosition
{
    const string Sql = "select position from commit_head";

    public static NpgsqlBatchCommand Command() => new(Sql);

    public static long Read(NpgsqlDataReader reader) => reader.GetInt64(0);
}
