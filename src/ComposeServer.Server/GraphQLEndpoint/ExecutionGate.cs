using System.Threading.RateLimiting;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// How many requests are executed at the same time; some more wait, in order, and the rest is told to come again. Without it a burst would
/// make every answer late instead of some.
/// </summary>
/// <param name="concurrent">Requests at the same time.</param>
/// <param name="waiting">Requests that wait for a place.</param>
sealed class ExecutionGate(int concurrent, int waiting) : IAsyncDisposable
{
    readonly ConcurrencyLimiter _places = new(
        new()
        {
            PermitLimit = concurrent,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    RateLimiterStatistics Statistics => _places.GetStatistics()!;

    /// <summary>Requests that are executed now.</summary>
    public long Running => concurrent - Statistics.CurrentAvailablePermits;

    /// <summary>Requests that wait for a place.</summary>
    public long Waiting => Statistics.CurrentQueuedCount;

    /// <summary>Requests that were sent away since the start.</summary>
    public long Refused => Statistics.TotalFailedLeases;

    /// <summary>Waits for a place; the caller disposes of it.</summary>
    /// <returns>A lease that is not acquired when too many wait already.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancel) => _places.AcquireAsync(1, cancel);

    public ValueTask DisposeAsync() => _places.DisposeAsync();
}
