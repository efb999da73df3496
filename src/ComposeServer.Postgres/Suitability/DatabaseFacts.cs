using Npgsql;

namespace ComposeServer.Postgres.Suitability;

/// <summary>What a database says of itself in a session of the server's role.</summary>
/// <param name="Version">As <c>server_version_num</c> has it: 150004 for 15.4.</param>
/// <param name="Encoding">Of the database, for example <c>UTF8</c>.</param>
/// <param name="Syncs"><c>fsync</c> is on: what was committed survives the machine.</param>
/// <param name="CommitsLate"><c>synchronous_commit</c> is off for this role: a commit is answered before it is on disk.</param>
/// <param name="IsReadOnly">It is a standby, or transactions are read-only by default.</param>
/// <param name="Schema">Where tables would be made; null when <c>search_path</c> leads nowhere.</param>
/// <param name="MayCreate">Whether the role may make tables there.</param>
/// <param name="Role">Name of the role.</param>
/// <param name="Name">Name of the database.</param>
/// <param name="Backend">Number of the process that answered.</param>
public sealed record DatabaseFacts(
    int Version,
    string Encoding,
    bool Syncs,
    bool CommitsLate,
    bool IsReadOnly,
    string? Schema,
    bool MayCreate,
    string Role,
    string Name,
    int Backend
)
{
    const string Sql = """
        select
            current_setting('server_version_num')::int,
            current_setting('server_encoding'),
            current_setting('fsync') = 'on',
            current_setting('synchronous_commit') = 'off',
            pg_is_in_recovery() or current_setting('transaction_read_only') = 'on',
            current_schema()::text,
            coalesce(has_schema_privilege(current_schema()::text, 'create'), false),
            current_user::text,
            current_database()::text,
            pg_backend_pid()
        """;

    /// <summary>15 for 15.4.</summary>
    public int Major => Version / 10_000;

    /// <summary>Whether a write that was answered is there after a loss of power.</summary>
    public bool IsDurable => Syncs && !CommitsLate;

    internal static async Task<DatabaseFacts> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(
            reader.GetInt32(0),
            reader.GetString(1),
            reader.GetBoolean(2),
            reader.GetBoolean(3),
            reader.GetBoolean(4),
            await reader.IsDBNullAsync(5, cancel) ? null : reader.GetString(5),
            reader.GetBoolean(6),
            reader.GetString(7),
            reader.GetString(8),
            reader.GetInt32(9)
        );
    }
}
