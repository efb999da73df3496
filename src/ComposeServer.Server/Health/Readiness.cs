using ComposeServer.Log.Feed;
using ComposeServer.Postgres;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Server.Health;

/// <summary>Finds out whether a server can serve.</summary>
/// <param name="backend">Its database.</param>
/// <param name="schemas">What it serves; there is a schema before it listens.</param>
/// <param name="feed">How it follows the log.</param>
/// <param name="changes">How it tells of changes.</param>
/// <param name="clock">Time.</param>
sealed class Readiness(PostgresBackend backend, SchemaHost schemas, LogFeed feed, ChangeHub changes, TimeProvider clock)
{
    /// <summary>Some files of Postgres' log (16 MB each) and a checkpoint need so much.</summary>
    public const long DiskBytesLow = 512 << 20;

    readonly FeedDelay _delay = new(clock);

    /// <summary>Whether the database keeps every write that was answered, as its settings were at the start.</summary>
    public required bool IsDurable { get; init; }

    /// <summary>The folder of its own database; null where it has none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Set when it is about to stop.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Looks at everything; one statement.</summary>
    public async Task<ReadinessReport> LookAsync(CancellationToken cancel)
    {
        // Before the end of the log is read: what is read meanwhile must not hide that it is behind.
        var read = FurthestBehind;
        var position = await backend.TryReadPositionAsync(cancel);
        return new(
            position is not null,
            IsDurable,
            schemas.IsOutdated,
            position is { } end ? long.Max(0, end - (read ?? end)) : null,
            position is { } last && _delay.IsLate(last, read)
        )
        {
            IsStopping = IsStopping,
            IsDiskLow = DataFolder is null ? null : new DriveInfo(DataFolder).AvailableFreeSpace < DiskBytesLow,
        };
    }

    /// <summary>
    /// How far the server itself has come. A caller who takes a feed too slowly holds up nobody else, and must not be able to have a server
    /// taken out of service.
    /// </summary>
    long? FurthestBehind =>
        (feed.ReadTo, changes.ToldTo) switch
        {
            ({ } read, { } told) => long.Min(read, told),
            var (read, told) => read ?? told,
        };
}
