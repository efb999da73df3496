using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Families;
using ComposeServer.Log.Feed;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Materialise;
using ComposeServer.Log.Pins;
using ComposeServer.Postgres;
using ComposeServer.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>A store that the contract is about.</summary>
sealed class LogStore(
    IntakePorts ports,
    IPinStore pins,
    IEventReader events,
    IAnchorRequestStore anchorRequests,
    params IAsyncDisposable[] owned
) : IAsyncDisposable
{
    public IntakePorts Ports { get; } = ports;

    public IPinStore Pins { get; } = pins;

    public IEventReader Events { get; } = events;

    public IAnchorRequestStore AnchorRequests { get; } = anchorRequests;

    public static ValueTask<LogStore> InMemoryAsync()
    {
        var log = new InMemoryLog();
        return ValueTask.FromResult(new LogStore(new(log, log, log, new NoRows()), log, log, log));
    }

    public static async ValueTask<LogStore> PostgresAsync()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        var backend = await PostgresBackend.OpenAsync(
            database.ConnectionString,
            connectionsMax: 8,
            LogScene.Families.Stored,
            TimeProvider.System,
            NullLogger.Instance,
            default
        );
        return new(
            new(backend.Log, backend.Commits, backend.Parking, new NoRows()),
            backend.Pins,
            backend.Events,
            backend.AnchorRequests,
            backend,
            database
        );
    }

    /// <summary>The same store for another server, which does not own it.</summary>
    public LogStore Shared() => new(Ports, Pins, Events, AnchorRequests);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned)
            await one.DisposeAsync();
    }

    /// <summary>An index without tables.</summary>
    sealed class NoRows : IMaterialise
    {
        public long CatalogueVersion => 1;

        public ValueTask ReloadAsync(CancellationToken cancel) => ValueTask.CompletedTask;

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
