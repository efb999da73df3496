using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>
/// Follows the log once for all who listen to documents. One statement reads the documents of a batch of events, and only those that
/// somebody wants; an index by model, account and stream finds whom each concerns. It runs while somebody listens.
/// </summary>
/// <param name="feed">The log.</param>
/// <param name="states">Documents.</param>
/// <param name="clock">Time.</param>
public sealed class ChangeHub(LogFeed feed, LogStates states, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>From one try to the next while the database is away.</summary>
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    readonly Lock _gate = new();
    readonly SemaphoreSlim _starting = new(1, 1);
    readonly ListenerIndex _listeners = new();
    readonly RecentEvents _recent = new();
    long _position;
    CancellationTokenSource? _end;
    Task _loop = Task.CompletedTask;

    /// <summary>The log that is followed.</summary>
    public LogFeed Feed => feed;

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get
        {
            lock (_gate)
                return _listeners.Count;
        }
    }

    /// <summary>Position of the last event that those who listen were told of; null while nobody listens.</summary>
    public long? ToldTo
    {
        get
        {
            lock (_gate)
                return _end is null ? null : _position;
        }
    }

    /// <summary>Position of the last event that was told. While somebody listens.</summary>
    internal long Position => Interlocked.Read(ref _position);

    /// <summary>Documents.</summary>
    internal LogStates States => states;

    /// <summary>Begins to listen.</summary>
    /// <param name="listener">Told from inside this call what is remembered of the time since <paramref name="after"/>.</param>
    /// <param name="keys">To what.</param>
    /// <param name="after">The last position that it knows; null for now.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The position behind which it is told; events between <paramref name="after"/> and there it must look up itself.</returns>
    internal async ValueTask<long> ListenAsync(
        IChangeListener listener,
        IReadOnlyCollection<ChangeKey> keys,
        long? after,
        CancellationToken cancel
    )
    {
        while (true)
        {
            await StartAsync(cancel);
            lock (_gate)
            {
                // The last listener may have left in between.
                if (_end is null)
                    continue;
                var missed = after is { } known && known >= _recent.From ? Missed(known, keys) : null;
                var from = missed is null ? _position : after!.Value;
                _listeners.Add(listener, keys, from);
                foreach (var heard in missed ?? [])
                    listener.Hear(heard);
                return from;
            }
        }
    }

    /// <returns>Null when nobody wanted one of the documents at its time, so that it is not known.</returns>
    List<DocumentEvent>? Missed(long after, IReadOnlyCollection<ChangeKey> keys)
    {
        var missed = _recent.After(after).Where(heard => keys.Any(key => key.Concerns(heard))).ToList();
        return missed.TrueForAll(heard => heard.IsRead) ? missed : null;
    }

    /// <summary>Listens no more.</summary>
    internal void Leave(IChangeListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
            if (_listeners.Count > 0 || _end is null)
                return;
            _end.Cancel();
            _end = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _end?.Cancel();
            _end = null;
        }

        await _loop;
        _starting.Dispose();
    }

    async ValueTask StartAsync(CancellationToken cancel)
    {
        lock (_gate)
            if (_end is not null)
                return;
        await _starting.WaitAsync(cancel);
        try
        {
            lock (_gate)
                if (_end is not null)
                    return;
            await _loop;
            var position = await feed.ReadPositionAsync(cancel);
            lock (_gate)
            {
                Interlocked.Exchange(ref _position, position);
                _recent.Restart(position);
                _end = new();
                _loop = RunAsync(position, _end);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    async Task RunAsync(long position, CancellationTokenSource end)
    {
        await Task.Yield();
        try
        {
            await foreach (var batch in feed.FollowAsync(position, end.Token))
                await TellAsync(batch, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The last listener has left, or the server stops.
        }
        finally
        {
            end.Dispose();
        }
    }

    async ValueTask TellAsync(IReadOnlyList<FeedEntry> batch, CancellationToken cancel)
    {
        HashSet<LogName> wanted;
        lock (_gate)
            wanted = [.. batch.Where(entry => _listeners.IsWanted(entry.Model, entry.Log)).Select(entry => entry.Log)];
        var found = wanted.Count == 0 ? null : await ReadAsync(wanted, cancel);
        lock (_gate)
            foreach (var entry in batch)
            {
                var heard = new DocumentEvent(
                    entry,
                    found?.GetValueOrDefault(entry.Log) as DocumentState,
                    wanted.Contains(entry.Log)
                );
                _recent.Add(heard);
                _listeners.Tell(heard);
                Interlocked.Exchange(ref _position, entry.Position);
            }
    }

    /// <summary>Waits while the database is away: listeners are told late, and of everything.</summary>
    async ValueTask<IReadOnlyDictionary<LogName, LogState>> ReadAsync(HashSet<LogName> wanted, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await states.FindAsync(wanted, cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                await Task.Delay(RetryInterval, clock, cancel);
            }
        }
    }
}
