using Npgsql;

namespace ComposeServer.Postgres;

/// <summary>Tells whether a server is at work on a database.</summary>
public static class ServerSessions
{
    const string Sql = """
        select count(*) from pg_stat_activity
        where datname = current_database() and application_name = $1 and pid <> pg_backend_pid()
        """;

    /// <summary>True while a server, or a command that works on the database itself, has a session there.</summary>
    /// <remarks>
    /// A server that has had nothing to do for minutes may have none. It is not harmed by who does not see it: groups are ordered by the
    /// commit head, and states are read from the database.
    /// </remarks>
    public static async Task<bool> AnyAsync(string connectionString, CancellationToken cancel)
    {
        // Unpooled, so that the session ends with the question.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresBackend.ApplicationName });
        return (long)(await command.ExecuteScalarAsync(cancel))! > 0;
    }
}
