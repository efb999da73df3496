using System.Diagnostics;
using System.Threading.Channels;
using ComposeServer.Ipld;
using ComposeServer.Log.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>
/// Commits verified events in groups. There is no timer: a group is whatever arrived while the one before was on its way. One loop
/// runs, so groups of this server never overlap; the commit head orders those of several servers.
/// </summary>
/// <param name="store">Where groups are committed.</param>
/// <param name="rules">What groups are applied with.</param>
/// <param name="clock">Time of a group.</param>
/// <param name="committed">Told, after each commit, what is stored now.</param>
/// <param name="log">Where it reports.</param>
sealed partial class Committer(
    ICommitStore store,
    GroupRules rules,
    TimeProvider clock,
    Action<GroupDraft> committed,
    ILogger<Committer> log
) : IAsyncDisposable
{
    const long NobodyWaits = long.MinValue;

    readonly IntakeLimits _limits = rules.Limits;
    readonly Channel<PendingEvent> _queue = Channel.CreateUnbounded<PendingEvent>(new() { SingleReader = true });
    readonly CancellationTokenSource _stop = new();
    long _queuedBytes;
    int _queuedEvents;
    long _oldestSince = NobodyWaits;
    int _unclaimedSinceCount;
    Task _loop = Task.CompletedTask;
    int _started;

    /// <summary>Bytes that wait.</summary>
    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    /// <summary>Events that wait.</summary>
    public int QueuedEvents => Volatile.Read(ref _queuedEvents);

    /// <summary>How long the oldest event has been waiting that has no answer: the first of the group under way, for those behind it came later.</summary>
    public TimeSpan OldestWait =>
        Interlocked.Read(ref _oldestSince) is var since and not NobodyWaits
            ? clock.GetElapsedTime(since)
            : TimeSpan.Zero;

    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
            _loop = Turns.Start(RunAsync);
    }

    /// <summary>Hands an event over; from here on it can no longer be taken back.</summary>
    /// <returns>False when the queue is full or closed.</returns>
    public bool TryEnqueue(PendingEvent pending)
    {
        var size = pending.Raw.Blocks.SizeBytes;
        pending.Since = clock.GetTimestamp();
        // Counted before it can be taken, so that the count is never below nothing.
        Interlocked.Increment(ref _queuedEvents);
        if (Interlocked.Add(ref _queuedBytes, size) <= _limits.QueueBytesMax && _queue.Writer.TryWrite(pending))
            return true;
        Interlocked.Decrement(ref _queuedEvents);
        Interlocked.Add(ref _queuedBytes, -size);
        return false;
    }

    /// <summary>Commits what waits, takes nothing more, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _stop.CancelAfter(_limits.CommitDeadline);
        await _loop;
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        // Whoever started the server is not the cause of its groups.
        Activity.Current = null;
        var group = new List<PendingEvent>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            TakeGroup(group);
            Interlocked.Exchange(ref _oldestSince, group[0].Since);
            await CommitAsync(group);
            Interlocked.Exchange(ref _oldestSince, NobodyWaits);
            group.Clear();
        }
    }

    void TakeGroup(List<PendingEvent> group)
    {
        var bytes = 0;
        while (group.Count < _limits.GroupEventsMax && _queue.Reader.TryPeek(out var next))
        {
            var size = next.Raw.Blocks.SizeBytes;
            if (group.Count > 0 && bytes + size > _limits.GroupBytesMax)
                break;
            if (!_queue.Reader.TryRead(out next))
                break;
            bytes += size;
            Interlocked.Add(ref _queuedBytes, -size);
            Interlocked.Decrement(ref _queuedEvents);
            group.Add(next);
        }
    }

    async Task CommitAsync(IReadOnlyList<PendingEvent> group)
    {
        var began = clock.GetTimestamp();
        // A database that is away for a while gives the same reason ten times a second.
        var told = "";
        while (true)
        {
            try
            {
                await TryCommitAsync(group);
                return;
            }
            catch (CommitFault fault) when (fault.Kind == CommitFaultKind.Unstorable)
            {
                await IsolateAsync(group, fault);
                return;
            }
            catch (CommitFault fault) when (fault.Kind == CommitFaultKind.LostRace)
            {
                LogRaceLost(group.Count);
                LogDiagnostics.CountAppliedAgain(group.Count);
            }
            catch (CommitFault fault)
                when (clock.GetElapsedTime(began) < _limits.CommitDeadline && !_stop.IsCancellationRequested)
            {
                if (fault.Kind == CommitFaultKind.OutcomeUnknown)
                    MarkMayBeStored(group);
                if (fault.Message != told)
                    LogRetry(group.Count, told = fault.Message);
                LogDiagnostics.CountAppliedAgain(group.Count);
                await Task.Delay(_limits.RetryPause, clock);
            }
            catch (Exception error)
            {
                LogFailed(error, group.Count);
                foreach (var pending in group)
                    pending.Fail(error);
                return;
            }
        }
    }

    /// <summary>Halves a group that holds something the database refuses until the culprit stands alone.</summary>
    async Task IsolateAsync(IReadOnlyList<PendingEvent> group, CommitFault fault)
    {
        if (group.Count == 1)
        {
            LogUnstorable(group[0].Raw.Cid, fault.Message);
            group[0]
                .Answer(
                    new Outcome.Refused(new(RefusalCode.Unstorable, "the event holds a value that cannot be stored"))
                );
            return;
        }

        var half = group.Count / 2;
        await CommitAsync([.. group.Take(half)]);
        await CommitAsync([.. group.Skip(half)]);
    }

    async Task TryCommitAsync(IReadOnlyList<PendingEvent> group)
    {
        using var attempt = LogDiagnostics.StartGroup(group);
        try
        {
            var outcomes = await TryCommitAsync(group, attempt);
            for (var i = 0; i < outcomes.Length; i++)
                group[i].Answer(outcomes[i]);
        }
        catch (CommitFault fault)
        {
            attempt.Fail(fault);
            throw;
        }
    }

    async Task<Outcome[]> TryCommitAsync(IReadOnlyList<PendingEvent> group, GroupAttempt attempt)
    {
        var needs = NeedsOf(group);
        await using var transaction = await store.BeginAsync(needs, _stop.Token);
        if (transaction.CatalogueVersion != rules.Materialise.CatalogueVersion)
            await rules.Materialise.ReloadAsync(_stop.Token);

        // Time in the log never runs backwards, whatever the clock does.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var at = now > transaction.CommittedAt ? now : transaction.CommittedAt;
        var applier = new GroupApplier(transaction, rules, at);
        var outcomes = new Outcome[group.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = await applier.ApplyAsync(group[i], _stop.Token);
        if (applier.Draft.IsEmpty)
        {
            attempt.Skip();
            return outcomes;
        }

        await CommitAsync(transaction, applier.Draft);
        attempt.Commit(applier.Draft.Positions);
        return outcomes;
    }

    async ValueTask CommitAsync(ICommitGroup transaction, GroupDraft draft)
    {
        // Counting what is kept is not free, so it waits for a tenth of what may be kept.
        var added = _unclaimedSinceCount + draft.UnclaimedCount;
        var isTimeToCount = added > _limits.UnclaimedEventsMax / 10;
        await transaction.CommitAsync(draft.ToWrites(isTimeToCount ? _limits.UnclaimedEventsMax : null), _stop.Token);
        _unclaimedSinceCount = isTimeToCount ? 0 : added;
        committed(draft);
    }

    static GroupNeeds NeedsOf(IReadOnlyList<PendingEvent> group)
    {
        var logs = new HashSet<LogName>();
        var cids = new HashSet<Cid>();
        foreach (var pending in group)
        {
            logs.Add(pending.Log);
            pending.Family.CollectNeeds(pending.Seen, pending.Raw, logs);
            cids.Add(pending.Raw.Cid);
            cids.Add(pending.Raw.PayloadCid);
            if (pending.Raw.Prev is { } prev)
                cids.Add(prev);
        }

        return new(logs, cids);
    }

    static void MarkMayBeStored(IReadOnlyList<PendingEvent> group)
    {
        foreach (var pending in group)
            pending.MayBeStored = true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Another server moved a tip first; applying {Count} events again")]
    partial void LogRaceLost(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A group of {Count} events was not committed and is tried again: {Reason}"
    )]
    partial void LogRetry(int count, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A group of {Count} events could not be committed")]
    partial void LogFailed(Exception error, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Cid} holds a value that the database refuses: {Reason}")]
    partial void LogUnstorable(Cid cid, string reason);
}
