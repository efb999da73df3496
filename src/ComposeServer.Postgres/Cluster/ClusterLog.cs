using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Made a private Postgres {Major} in {Folder}")]
    public static partial void Created(ILogger logger, int major, string folder);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Private Postgres {Major} answers, process {ProcessId}, socket in {SocketFolder}"
    )]
    public static partial void Started(ILogger logger, int major, int processId, string socketFolder);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Took over the private Postgres that a killed server left running, process {ProcessId}; its messages go nowhere until it is started anew"
    )]
    public static partial void Adopted(ILogger logger, int processId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The private Postgres left running by a killed server, process {ProcessId}, has other settings: starting it anew"
    )]
    public static partial void NotAdopted(ILogger logger, int processId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Removed postmaster.pid, left by a killed Postgres: process {ProcessId} is not the one of {Folder}"
    )]
    public static partial void StalePidFile(ILogger logger, int? processId, string folder);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ended process {ProcessId}, which a killed Postgres had left behind"
    )]
    public static partial void LeftBehind(ILogger logger, int processId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Private Postgres, process {ProcessId}, ended by itself ({Ended}): starting it again"
    )]
    public static partial void Crashed(ILogger logger, int processId, string ended);

    [LoggerMessage(Level = LogLevel.Error, Message = "Private Postgres cannot be started again yet: {Reason}")]
    public static partial void NotStartedYet(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Private Postgres is down for good")]
    public static partial void Lost(ILogger logger, Exception reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Private Postgres did not stop within {Seconds} s: stopping it at once"
    )]
    public static partial void SlowStop(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Private Postgres stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(Message = "Postgres: {Line}")]
    public static partial void Said(ILogger logger, LogLevel level, string line);
}
