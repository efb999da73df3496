using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>What GraphQL clients are told while the database is away, wherever in a request that showed.</summary>
static partial class DatabaseAway
{
    /// <returns>The error; null for any other exception.</returns>
    public static GraphQLError? Explain(Exception fault, ILogger log)
    {
        if (fault is not CommitFault && !PostgresBackend.IsAway(fault))
            return null;
        LogAway(log, fault.Message);
        return new("The database is not available; the outcome of a write is unknown", ErrorCodes.Unavailable);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An operation met a database that is not available: {Reason}")]
    static partial void LogAway(ILogger log, string reason);
}
