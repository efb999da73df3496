using System.Runtime.CompilerServices;
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

    /// <summary>
    /// Takes a place for the making of each item and leaves it while the caller deals with the item: who is slow to read keeps nobody waiting. Who
    /// was let in once is answered to the end, with a place or, when too many wait, without.
    /// </summary>
    /// <param name="items">Moving on executes.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<T> ForEachAsync<T>(
        IAsyncEnumerable<T> items,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var source = items.GetAsyncEnumerator(cancel);
        while (true)
        {
            using (await EnterAsync(cancel))
            {
                if (!await source.MoveNextAsync())
                    yield break;
            }

            yield return source.Current;
        }
    }

    public ValueTask DisposeAsync() => _places.DisposeAsync();
}
