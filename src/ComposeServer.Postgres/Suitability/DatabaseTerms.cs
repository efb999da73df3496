using ComposeServer.Postgres.Cluster;
using Npgsql;

namespace ComposeServer.Postgres.Suitability;

/// <summary>What a database must offer for a server to keep its promises on it.</summary>
public static class DatabaseTerms
{
    /// <summary>Looks at the database before anything is written to it.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="allowLossy">Whether it may lose writes that were answered.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="UnsuitableDatabaseException">It will not do; code and message say why.</exception>
    public static async Task<DatabaseFacts> CheckAsync(
        string connectionString,
        bool allowLossy,
        CancellationToken cancel
    )
    {
        // Of its own, not pooled and under another name than a server's: it must leave nothing behind, and be taken for no server.
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ApplicationName = PostgresBackend.ApplicationName + "-check",
            MaxAutoPrepare = 0,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        var found = await DatabaseFacts.ReadAsync(connection, cancel);
        if (FaultIn(found, allowLossy) is { } fault)
            throw fault;
        return await PoolerProbe.LendsBackendsAsync(connection, settings.ConnectionString, found.Backend, cancel)
            ? throw UnsuitableDatabaseException.SharedBackends(found)
            : found;
    }

    /// <summary>The first term that is not kept; null when all are.</summary>
    internal static UnsuitableDatabaseException? FaultIn(DatabaseFacts found, bool allowLossy) =>
        found switch
        {
            { Major: < PostgresBinaries.OldestMajor } => UnsuitableDatabaseException.TooOld(found),
            { Encoding: not "UTF8" } => UnsuitableDatabaseException.OtherEncoding(found),
            { IsReadOnly: true } => UnsuitableDatabaseException.ReadOnly(found),
            { Schema: null } => UnsuitableDatabaseException.NoSchema(found),
            { MayCreate: false } => UnsuitableDatabaseException.MayNotCreate(found),
            { Syncs: false } when !allowLossy => UnsuitableDatabaseException.SyncsNothing(found),
            { CommitsLate: true } when !allowLossy => UnsuitableDatabaseException.CommitsBeforeDisk(found),
            _ => null,
        };
}
