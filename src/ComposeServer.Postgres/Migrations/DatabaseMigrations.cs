using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Postgres.Migrations;

/// <summary>Migrations as a task of its own, before servers are started.</summary>
public static class DatabaseMigrations
{
    /// <summary>What <see cref="ApplyAsync"/> would apply. Changes nothing.</summary>
    /// <exception cref="MigrationException">The database does not fit this program.</exception>
    public static async Task<IReadOnlyList<Migration>> PlanAsync(string connectionString, CancellationToken cancel)
    {
        await using var source = Open(connectionString);
        return await MigrationRunner.PlanAsync(source, Migration.Embedded(), cancel);
    }

    /// <summary>Applies what is missing; servers may run meanwhile, as far as the locks let them.</summary>
    /// <returns>How many were applied now.</returns>
    /// <exception cref="MigrationException">The database does not fit this program.</exception>
    public static async Task<int> ApplyAsync(string connectionString, ILogger log, CancellationToken cancel)
    {
        await using var source = Open(connectionString);
        return await MigrationRunner.ApplyAsync(source, schema: null, log, cancel);
    }

    static NpgsqlDataSource Open(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
}
