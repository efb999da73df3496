using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.Host;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Looks every so often what other servers over the same database have deployed, and which documents are trusted.</summary>
sealed partial class SchemaFollower : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly ILogger _log;
    readonly PeriodicWork _looks;

    /// <param name="schemas">Kept up to date.</param>
    /// <param name="trusted">Kept up to date.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it reports.</param>
    public SchemaFollower(SchemaHost schemas, TrustedDocumentSet trusted, TimeProvider clock, ILogger log)
    {
        _log = log;
        _looks = new(Interval, LookAsync, error => LogFailed(error.Message), clock);

        async Task LookAsync(CancellationToken cancel)
        {
            await trusted.FollowAsync(cancel);
            await schemas.FollowAsync(cancel);
        }
    }

    public ValueTask DisposeAsync() => _looks.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot see what other servers deployed; trying on: {Reason}")]
    partial void LogFailed(string reason);
}
