using Npgsql;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Makes the role and the database of the server where they are missing, as they are after initdb.</summary>
static class ClusterDatabase
{
    const string HasRoleSql = "select exists (select from pg_roles where rolname = $1)";
    const string HasDatabaseSql = "select exists (select from pg_database where datname = $1)";
    const string AddRoleSql = $"create role {ClusterConnection.Role} login";
    const string AddDatabaseSql = $"create database {ClusterConnection.Role} owner {ClusterConnection.Role}";

    public static async Task EnsureAsync(string socketFolder, CancellationToken cancel)
    {
        await using var connection = await ClusterConnection.OpenAdminAsync(socketFolder, cancel);
        await EnsureAsync(connection, HasRoleSql, AddRoleSql, cancel);
        await EnsureAsync(connection, HasDatabaseSql, AddDatabaseSql, cancel);
    }

    static async Task EnsureAsync(NpgsqlConnection connection, string hasSql, string addSql, CancellationToken cancel)
    {
        await using var has = new NpgsqlCommand(hasSql, connection);
        has.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ClusterConnection.Role });
        if (await has.ExecuteScalarAsync(cancel) is true)
            return;
        await using var add = new NpgsqlCommand(addSql, connection);
        await add.ExecuteNonQueryAsync(cancel);
    }
}
