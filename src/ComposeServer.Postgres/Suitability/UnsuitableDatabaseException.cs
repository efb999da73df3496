using ComposeServer.Postgres.Cluster;

namespace ComposeServer.Postgres.Suitability;

/// <summary>A database was named that a server cannot keep its promises on. The message says what to change.</summary>
/// <remarks>
/// Codes: <c>DATABASE_VERSION</c>, <c>DATABASE_ENCODING</c>, <c>DATABASE_FSYNC_OFF</c>, <c>DATABASE_COMMITS_LATE</c>,
/// <c>DATABASE_READ_ONLY</c>, <c>DATABASE_SCHEMA</c>, <c>DATABASE_POOLER</c>.
/// </remarks>
public sealed class UnsuitableDatabaseException : Exception
{
    UnsuitableDatabaseException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable word, UPPER_SNAKE.</summary>
    public string Code { get; }

    internal static UnsuitableDatabaseException TooOld(DatabaseFacts found) =>
        new(
            "DATABASE_VERSION",
            $"the database {found.Name} is one of PostgreSQL {found.Major}: {PostgresBinaries.OldestMajor} or newer is needed."
        );

    internal static UnsuitableDatabaseException OtherEncoding(DatabaseFacts found) =>
        new(
            "DATABASE_ENCODING",
            $"the database {found.Name} holds text as {found.Encoding}, which has no place for all of Unicode: make another one with "
                + "create database … encoding 'UTF8' template template0, and name that."
        );

    internal static UnsuitableDatabaseException SyncsNothing(DatabaseFacts found) =>
        new(
            "DATABASE_FSYNC_OFF",
            $"the Postgres of the database {found.Name} runs with fsync = off, so writes that were answered can be lost with the machine: "
                + "set fsync = on, or give --allow-lossy-database if they may."
        );

    internal static UnsuitableDatabaseException CommitsBeforeDisk(DatabaseFacts found) =>
        new(
            "DATABASE_COMMITS_LATE",
            $"synchronous_commit is off for the role {found.Role} in the database {found.Name}, so writes that were answered can be lost: "
                + $"alter role {found.Role} set synchronous_commit = on, or give --allow-lossy-database if they may."
        );

    internal static UnsuitableDatabaseException ReadOnly(DatabaseFacts found) =>
        new(
            "DATABASE_READ_ONLY",
            $"the database {found.Name} takes no writes, as a standby does: name the primary, or let the connection string find it with "
                + "Target Session Attributes=read-write."
        );

    internal static UnsuitableDatabaseException NoSchema(DatabaseFacts found) =>
        new(
            "DATABASE_SCHEMA",
            $"the search_path of the role {found.Role} leads to no schema of the database {found.Name}: make one, or name one that exists "
                + "with Search Path=… in the connection string."
        );

    internal static UnsuitableDatabaseException MayNotCreate(DatabaseFacts found) =>
        new(
            "DATABASE_SCHEMA",
            $"the role {found.Role} may not make tables in the schema {found.Schema} of the database {found.Name}: "
                + $"grant create on schema {found.Schema} to {found.Role}, or make the role the owner of the database."
        );

    internal static UnsuitableDatabaseException SharedBackends(DatabaseFacts found) =>
        new(
            "DATABASE_POOLER",
            $"a pooler in front of the database {found.Name} lends one session to several clients (PgBouncer: pool_mode = transaction), and "
                + "locks that a server holds across statements would be somebody else's; max_prepared_statements does not change that. "
                + "Set pool_mode = session for this database, or name Postgres itself: a server keeps a pool of its own."
        );
}
