using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>What the host says in the log.</summary>
static partial class HostLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A GraphQL request failed, trace {Trace}")]
    public static partial void ResolverFault(ILogger log, Exception fault, string trace);

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Address}")]
    public static partial void Listening(ILogger log, string address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database {Database} can lose writes that were answered: fsync or synchronous_commit is off"
    )]
    public static partial void LossyDatabase(ILogger log, string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "Not ready any more, stopping in {Seconds} s")]
    public static partial void Draining(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The private Postgres has ended and cannot be started again")]
    public static partial void DatabaseLost(ILogger log);
}
