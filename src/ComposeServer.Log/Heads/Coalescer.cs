namespace ComposeServer.Log.Heads;

/// <summary>
/// Puts questions together: those that come while one is under way go as the next one, so that many callers cost few round trips. There is no
/// timer, so a lone question waits for nothing.
/// </summary>
/// <param name="ask">Answers for all keys at once; a caller picks out its own.</param>
sealed class Coalescer<TKey, TAnswer>(Func<IReadOnlyCollection<TKey>, CancellationToken, ValueTask<TAnswer>> ask)
    where TKey : notnull
{
    readonly Lock _gate = new();
    HashSet<TKey> _keys = [];
    TaskCompletionSource<TAnswer>? _next;
    bool _isRunning;

    /// <summary>The answer to a question that holds these keys, and perhaps others.</summary>
    public Task<TAnswer> AskAsync(IEnumerable<TKey> keys, CancellationToken cancel)
    {
        Task<TAnswer> answer;
        lock (_gate)
        {
            _keys.UnionWith(keys);
            _next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            answer = _next.Task;
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Turns.Start(RunAsync);
            }
        }

        return answer.UntilAsync(cancel);
    }

    async Task RunAsync()
    {
        while (TryTake(out var keys, out var asked))
        {
            try
            {
                asked.SetResult(await ask(keys, CancellationToken.None));
            }
            catch (Exception error)
            {
                asked.SetException(error);
            }
        }
    }

    bool TryTake(out HashSet<TKey> keys, out TaskCompletionSource<TAnswer> asked)
    {
        lock (_gate)
        {
            (keys, asked) = (_keys, _next!);
            (_keys, _next) = ([], null);
            _isRunning = asked is not null;
            return _isRunning;
        }
    }
}
