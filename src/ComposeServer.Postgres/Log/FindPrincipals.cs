using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Numbers of principals. Uses the unique key on <c>did</c>.</summary>
static class FindPrincipals
{
    const string Sql = "select author_no, did from principal where did = any($1)";

    public static NpgsqlBatchCommand Command(string[] dids) => new(Sql) { Parameters = { PostgresArray.Of(dids) } };

    public static (long AuthorNo, string Did) Read(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), reader.GetString(1));
}
