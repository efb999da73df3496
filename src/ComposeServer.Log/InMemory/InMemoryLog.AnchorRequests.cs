using ComposeServer.Ipld;
using ComposeServer.Log.AnchorRequests;

namespace ComposeServer.Log.InMemory;

/// <summary>Requests to anchor tips.</summary>
public sealed partial class InMemoryLog : IAnchorRequestStore
{
    readonly Dictionary<LogName, Request> _requests = [];
    bool _hasTurn;

    /// <inheritdoc/>
    public ValueTask<bool> AskAsync(LogName log, Cid tip, DateTimeOffset at, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!IsTip(log, tip))
                return ValueTask.FromResult(false);
            if (!_requests.TryGetValue(log, out var open) || open.Tip != tip || open.Stage == AnchorRequestStage.Failed)
                _requests[log] = new(tip, AnchorRequestStage.Waiting, at, Tries: 0, Message: null);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IAnchorTurn?> TryBeginAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_hasTurn)
                return ValueTask.FromResult<IAnchorTurn?>(null);
            _hasTurn = true;
            foreach (var (log, request) in _requests.Where(IsProcessing).ToList())
                _requests[log] = request with { Stage = AnchorRequestStage.Waiting };
            return ValueTask.FromResult<IAnchorTurn?>(new Turn(this));
        }
    }

    void WriteRequests(IReadOnlyDictionary<LogName, Cid> tips, DateTimeOffset at)
    {
        foreach (var (log, tip) in tips)
            _requests[log] = new(tip, AnchorRequestStage.Waiting, at, Tries: 0, Message: null);
    }

    static bool IsProcessing(KeyValuePair<LogName, Request> one) => one.Value.Stage == AnchorRequestStage.Processing;

    AnchorRequestStage? StageOf(LogName log, Cid cid) =>
        _requests.TryGetValue(log, out var request) && request.Tip == cid ? request.Stage : null;

    bool IsTip(LogName log, Cid cid) => _writes.TryGetValue(log, out var head) && head.Tip == cid;

    sealed record Request(Cid Tip, AnchorRequestStage Stage, DateTimeOffset AskedAt, int Tries, string? Message);

    sealed class Turn(InMemoryLog log) : IAnchorTurn
    {
        public ValueTask<IReadOnlyList<OpenAnchorRequest>> TakeAsync(
            int limit,
            DateTimeOffset askedBefore,
            DateTimeOffset now,
            CancellationToken cancel
        )
        {
            lock (log._gate)
            {
                var taken = log
                    ._requests.Where(one => one.Value.Stage == AnchorRequestStage.Waiting)
                    .Where(one => one.Value.AskedAt <= askedBefore || one.Value.AskedAt > now)
                    .OrderBy(one => one.Value.AskedAt)
                    .Take(limit)
                    .ToList();
                foreach (var (name, request) in taken)
                    log._requests[name] = request with { Stage = AnchorRequestStage.Processing };
                return ValueTask.FromResult<IReadOnlyList<OpenAnchorRequest>>([
                    .. taken.Select(one => new OpenAnchorRequest(
                        one.Key,
                        one.Value.Tip,
                        one.Value.AskedAt,
                        one.Value.Tries,
                        log.IsTip(one.Key, one.Value.Tip)
                    )),
                ]);
            }
        }

        public ValueTask SettleAsync(
            IReadOnlyList<SettledAnchorRequest> settled,
            DateTimeOffset now,
            CancellationToken cancel
        )
        {
            lock (log._gate)
                foreach (var one in settled)
                {
                    if (!log._requests.TryGetValue(one.Request.Log, out var open) || open.Tip != one.Request.Tip)
                        continue;
                    if (one.Stage is { } stage)
                        log._requests[one.Request.Log] = open with
                        {
                            Stage = stage,
                            Tries = open.Tries + 1,
                            Message = one.Message,
                        };
                    else
                        log._requests.Remove(one.Request.Log);
                }

            return ValueTask.CompletedTask;
        }

        public ValueTask<int> CountAsync(CancellationToken cancel)
        {
            lock (log._gate)
                return ValueTask.FromResult(log._requests.Values.Count(one => one.Stage != AnchorRequestStage.Failed));
        }

        public ValueTask DisposeAsync()
        {
            lock (log._gate)
                log._hasTurn = false;
            return ValueTask.CompletedTask;
        }
    }
}
