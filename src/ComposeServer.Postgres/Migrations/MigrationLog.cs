using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Migrations;

static partial class MigrationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Number} {Name}")]
    public static partial void Applied(ILogger logger, int number, string name);
}
