using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Suitability;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Server.Host;

/// <summary>A migration that a database lacks.</summary>
/// <param name="Name">With its number, for example <c>0007_notes</c>.</param>
/// <param name="Locks">Which locks it takes.</param>
/// <param name="Sql">Its statements.</param>
public sealed record MigrationStep(string Name, string Locks, string Sql);

/// <summary>Brings the fixed tables of a database forward without a server, or says what that would do.</summary>
public static class OfflineMigration
{
    /// <param name="options">Where the database is.</param>
    /// <param name="apply">False only looks; a data folder without a database is refused then, and gets one otherwise.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What is missing, or was until now.</returns>
    /// <exception cref="StartException"><c>DATABASE_MISSING</c>; other failures are those of a server's start.</exception>
    public static async Task<IReadOnlyList<MigrationStep>> RunAsync(
        ServerOptions options,
        bool apply,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (!apply)
            OfflineParts.RequireDatabase(options);
        if (options.Database is { } given)
            return await RunAsync(given, options, apply, cancel);
        await using var cluster = await ComposeHost.StartClusterAsync(
            options,
            clock,
            NullLoggerFactory.Instance,
            cancel
        );
        return await RunAsync(cluster.ConnectionString, options, apply, cancel);
    }

    static async Task<IReadOnlyList<MigrationStep>> RunAsync(
        string connectionString,
        ServerOptions options,
        bool apply,
        CancellationToken cancel
    )
    {
        await DatabaseTerms.CheckAsync(connectionString, options.AllowLossyDatabase, cancel);
        var missing = await DatabaseMigrations.PlanAsync(connectionString, cancel);
        if (apply)
            await DatabaseMigrations.ApplyAsync(connectionString, NullLogger.Instance, cancel);
        return
        [
            .. missing.Select(step => new MigrationStep(
                $"{step.Number:D4}_{step.Name}",
                step.Locks ?? "not told",
                step.Sql
            )),
        ];
    }
}
