namespace ComposeServer.Benchmarks.Load;

/// <summary>Closed loop: each worker sends its next request when it has the answer to the last one.</summary>
/// <param name="target">Where to.</param>
/// <param name="bodies">What may be sent.</param>
/// <param name="requests">Which of it, and when.</param>
/// <param name="check">Sees every answer.</param>
/// <param name="clock">Time.</param>
sealed class LoadRound(
    PostTarget target,
    IReadOnlyList<ReadOnlyMemory<byte>> bodies,
    IRequestSource requests,
    IAnswerCheck check,
    TimeProvider clock
)
{
    /// <summary>A worker that waits longer than this for an answer counts an error and stops.</summary>
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Of so many answers of a worker one is read to its end.</summary>
    const int ReadOneIn = 100;

    /// <summary>Connects all workers, then lets them run.</summary>
    /// <param name="connections">Workers.</param>
    /// <param name="duration">No request begins after this time.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<RoundResult> RunAsync(int connections, TimeSpan duration, CancellationToken cancel)
    {
        var opened = new List<HttpConnection>();
        try
        {
            for (var i = 0; i < connections; i++)
                opened.Add(await HttpConnection.ConnectAsync(target, cancel));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(duration + AnswerTimeout);
            var began = clock.GetTimestamp();
            var end = began + (long)(duration.TotalSeconds * clock.TimestampFrequency);
            var workers = await Task.WhenAll(
                opened.Select((connection, number) => Task.Run(() => WorkAsync(connection, number, end, limit.Token)))
            );
            cancel.ThrowIfCancellationRequested();
            return Join(workers, clock.GetElapsedTime(began), ranOut: clock.GetTimestamp() < end);
        }
        finally
        {
            foreach (var connection in opened)
                connection.Dispose();
        }
    }

    static RoundResult Join(Worker[] workers, TimeSpan elapsed, bool ranOut) =>
        new(
            [.. workers.SelectMany(worker => worker.Latencies)],
            elapsed,
            workers.Sum(worker => worker.Errors),
            workers.Select(worker => worker.FirstError).FirstOrDefault(error => error is not null),
            ranOut
        );

    async Task<Worker> WorkAsync(HttpConnection connection, int number, long end, CancellationToken limit)
    {
        var worker = new Worker();
        try
        {
            for (var now = clock.GetTimestamp(); now < end && requests.TryTake(number, out var request); )
            {
                var answer = await connection.PostAsync(bodies[request], limit);
                var then = clock.GetTimestamp();
                if (check.IsRight(request, answer, isToBeRead: worker.Latencies.Count % ReadOneIn == 0))
                    worker.Latencies.Add(then - now);
                else
                    worker.Fail(answer.ToString());
                // Looking at an answer is no part of the next one's time.
                now = clock.GetTimestamp();
            }
        }
        catch (Exception broken)
        {
            worker.Fail($"{broken.GetType().Name}: {broken.Message}");
        }

        return worker;
    }

    sealed class Worker
    {
        public List<long> Latencies { get; } = new(16_384);

        public int Errors { get; private set; }

        public string? FirstError { get; private set; }

        public void Fail(string reason)
        {
            Errors++;
            FirstError ??= reason;
        }
    }
}
