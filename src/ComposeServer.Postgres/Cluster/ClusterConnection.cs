using Npgsql;

namespace ComposeServer.Postgres.Cluster;

/// <summary>How the private Postgres is spoken to.</summary>
static class ClusterConnection
{
    /// <summary>Part of the socket's name, nothing more: Postgres listens on no network address.</summary>
    public const int Port = 5432;

    /// <summary>Owner of the cluster: makes roles and databases, takes backups.</summary>
    public const string AdminRole = "postgres";

    /// <summary>Role and database of the server. It owns its database and nothing else, and is no superuser: a statement that went wrong cannot
    /// read files or run programs.</summary>
    public const string Role = "composeserver";

    public static string Of(string socketFolder, string role, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Port = Port,
            Username = role,
            Database = database,
            ApplicationName = Role,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>A connection for one short errand, outside any pool.</summary>
    public static async Task<NpgsqlConnection> OpenAdminAsync(string socketFolder, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(Of(socketFolder, AdminRole, "postgres") + ";Pooling=false");
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
