using System.Net.Sockets;
using ComposeServer.Log.Intake.Commit;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>Reads a driver's exception in the committer's terms, by SQLSTATE class (PostgreSQL manual, appendix A).</summary>
static class PostgresFaults
{
    /// <param name="error">What the driver threw.</param>
    /// <param name="committing">True when the commit was already on its way.</param>
    public static CommitFault Of(Exception error, bool committing) =>
        error switch
        {
            PostgresException { SqlState: ['2', '2', ..] or ['2', '3', ..] or ['5', '4', ..] } refused => new(
                CommitFaultKind.Unstorable,
                refused.MessageText,
                error
            ),
            PostgresException { SqlState: ['4', '0', ..] or ['5', '3', ..] or ['5', '5', ..] } busy => new(
                CommitFaultKind.Transient,
                busy.MessageText,
                error
            ),
            _ => new(committing ? CommitFaultKind.OutcomeUnknown : CommitFaultKind.Transient, error.Message, error),
        };

    /// <summary>
    /// True when the database is away or cannot serve now: a connection that broke or was not to be had, and SQLSTATE classes 08, 3D and 53, and
    /// 57P01 to 57P05.
    /// </summary>
    public static bool IsAway(Exception error) =>
        error switch
        {
            PostgresException { SqlState: ['0', '8', ..] or ['3', 'D', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] } =>
                true,
            PostgresException => false,
            NpgsqlException => true,
            _ => false,
        };

    /// <summary>True for faults of the database or the way to it; anything else is a fault of the program.</summary>
    public static bool Covers(Exception error) =>
        error is NpgsqlException or SocketException or IOException or TimeoutException;
}
