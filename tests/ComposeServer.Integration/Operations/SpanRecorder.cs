using System.Diagnostics;

namespace ComposeServer.Integration.Operations;

/// <summary>Spans of this process that have ended, of some sources.</summary>
sealed class SpanRecorder : IDisposable
{
    const string CallerSource = "ComposeServer.Integration.Caller";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ActivitySource _caller = new(CallerSource);
    readonly ActivityListener _listener;
    readonly List<Activity> _ended = [];
    TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SpanRecorder(params IEnumerable<string> sources)
    {
        var names = sources.Append(CallerSource).ToHashSet(StringComparer.Ordinal);
        _listener = new()
        {
            ShouldListenTo = source => names.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Begins the trace of a caller; its requests carry it along.</summary>
    public Activity Call() => _caller.StartActivity("call", ActivityKind.Client)!;

    /// <summary>The first span that is as wanted, once it has ended.</summary>
    public async Task<Activity> FindAsync(Func<Activity, bool> isWanted)
    {
        while (true)
        {
            Task news;
            lock (_ended)
            {
                if (_ended.Find(span => isWanted(span)) is { } found)
                    return found;
                news = _news.Task;
            }

            await news.WaitAsync(Patience);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
    }

    void Note(Activity span)
    {
        lock (_ended)
        {
            _ended.Add(span);
            _news.SetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
