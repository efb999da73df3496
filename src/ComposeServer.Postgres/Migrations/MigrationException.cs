using Npgsql;

namespace ComposeServer.Postgres.Migrations;

/// <summary>The database's fixed tables could not be brought to the form this program needs. The server does not start.</summary>
/// <remarks>
/// Codes: <c>MIGRATION_NAME</c>, <c>MIGRATION_HEADER</c>, <c>MIGRATION_GAP</c>, <c>MIGRATION_CHANGED</c>, <c>MIGRATION_FAILED</c>, <c>DATABASE_NEWER</c>,
/// <c>DATABASE_OLDER</c>, <c>DATABASE_EMPTY</c>, <c>SCHEMA_NAME</c>.
/// </remarks>
public sealed class MigrationException : Exception
{
    MigrationException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>Stable word, UPPER_SNAKE.</summary>
    public string Code { get; }

    internal static MigrationException BadName(string fileName) =>
        new("MIGRATION_NAME", $"\"{fileName}\" is not named like a migration (0001_first_tables.sql)");

    internal static MigrationException BadHeader(string fileName, string found) =>
        new("MIGRATION_HEADER", $"\"{fileName}\" needs \"{found}\", which is no version of three numbers (0.2.0)");

    internal static MigrationException BadSchema(string schema) =>
        new("SCHEMA_NAME", $"\"{schema}\" cannot be a schema: 1 to 63 of a-z, 0-9 and _, not starting with a digit");

    internal static MigrationException GapInProgram(int missing) =>
        new(
            "MIGRATION_GAP",
            $"this program lacks migration {missing:D4}: its migrations must be numbered without gaps"
        );

    internal static MigrationException GapInDatabase(int missing) =>
        new("MIGRATION_GAP", $"the database records later migrations than {missing:D4} but not {missing:D4} itself");

    internal static MigrationException Changed(int number, string name) =>
        new(
            "MIGRATION_CHANGED",
            $"migration {number:D4}_{name} was applied with another text than this program carries"
        );

    internal static MigrationException Newer(int inDatabase, int inProgram) =>
        new(
            "DATABASE_NEWER",
            $"the database is at migration {inDatabase:D4}, this program knows {inProgram:D4}: run a newer ComposeServer"
        );

    internal static MigrationException NeedsNewer(string migration, Version needs, Version own) =>
        new(
            "DATABASE_NEWER",
            $"the database has had migration {migration}, with which ComposeServer {needs} or newer serves it, and this is {own}: run a newer one"
        );

    internal static MigrationException Older(int inDatabase, int inProgram) =>
        new(
            "DATABASE_OLDER",
            $"the database is at migration {inDatabase:D4}, this program works on {inProgram:D4}: start its server once, which brings it "
                + "forward, or take the program that it was made by"
        );

    internal static MigrationException Empty(string database) =>
        new("DATABASE_EMPTY", $"the database {database} holds no tables of a ComposeServer");

    internal static MigrationException Failed(Migration migration, PostgresException inner) =>
        new(
            "MIGRATION_FAILED",
            $"migration {migration.Number:D4}_{migration.Name} was refused ({inner.SqlState}): {inner.MessageText}",
            inner
        );
}
