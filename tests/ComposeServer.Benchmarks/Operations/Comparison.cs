using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Measuring;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>Measures operations on both servers by turns, so that whatever disturbs the machine disturbs both.</summary>
sealed class Comparison(
    ChildServer server,
    ChildServer bare,
    int postmaster,
    BenchmarkOptions options,
    TimeProvider clock
)
{
    /// <summary>Creates per second that signed documents are provided for. More ends a round early, which is noted and does no harm.</summary>
    const int CreatesPerSecondMax = 10_000;

    /// <summary>The warm-up and each round get as many of the one-time bodies.</summary>
    readonly int _shares = options.Rounds + 1;

    readonly Dictionary<Operation, int> _answerBytes = [];

    /// <summary>How many documents are to be signed for the creates.</summary>
    public static int CreatesFor(BenchmarkOptions options) =>
        AnswerCheck.OneTimeQuestions
        + (options.Rounds + 1)
            * (int)(Math.Max(options.WarmUpSeconds, options.Seconds / options.Rounds) * CreatesPerSecondMax);

    /// <summary>Compares answers and warms up, all of this before the first measurement, since operations share most of their code.</summary>
    public async Task PrepareAsync(IReadOnlyList<Operation> operations, CancellationToken cancel)
    {
        foreach (var operation in operations)
            _answerBytes[operation] = await AnswerCheck.RunAsync(operation, server.Address, bare.Address, cancel);
        // Creates of different number would leave different documents for the reads.
        foreach (var operation in operations.Where(operation => operation.IsRepeatable))
            await WarmUpAsync(operation, cancel);
    }

    public async Task<OperationFigures> RunAsync(Operation operation, CancellationToken cancel)
    {
        if (!operation.IsRepeatable)
            await WarmUpAsync(operation, cancel);
        var (ours, theirs) = (new Side(), new Side());
        var duration = TimeSpan.FromSeconds(options.Seconds / options.Rounds);
        for (var number = 1; number <= options.Rounds; number++)
        {
            var (seen, cpu) = await RunAsync(operation, server, operation.Path, number, duration, cancel);
            ours.Add(seen, cpu);
            (seen, cpu) = await RunAsync(operation, bare, operation.BarePath, number, duration, cancel);
            theirs.Add(seen, cpu);
        }

        return new(
            operation.Name,
            _answerBytes[operation],
            ours.ToFigures(server.ProcessId, clock),
            theirs.ToFigures(bare.ProcessId, clock)
        );
    }

    async Task WarmUpAsync(Operation operation, CancellationToken cancel)
    {
        var duration = TimeSpan.FromSeconds(options.WarmUpSeconds);
        await RunAsync(operation, server, operation.Path, 0, duration, cancel);
        await RunAsync(operation, bare, operation.BarePath, 0, duration, cancel);
    }

    async Task<(RoundResult Seen, CpuSample Cpu)> RunAsync(
        Operation operation,
        ChildServer target,
        string path,
        int number,
        TimeSpan duration,
        CancellationToken cancel
    )
    {
        IRequestSource requests = operation.IsRepeatable
            ? new RepeatedRequests(operation.Bodies, options.Connections)
            : ShareOf(operation.Bodies, number);
        var round = new LoadRound(PostTarget.Of(target.Address, path), requests, operation.IsRight, clock);
        var before = CpuSample.Take(target.ProcessId, postmaster);
        var seen = await round.RunAsync(options.Connections, duration, cancel);
        return (seen, CpuSample.Take(target.ProcessId, postmaster) - before);
    }

    OneTimeRequests ShareOf(IReadOnlyList<ReadOnlyMemory<byte>> bodies, int number)
    {
        var count = (bodies.Count - AnswerCheck.OneTimeQuestions) / _shares;
        return new(bodies, AnswerCheck.OneTimeQuestions + number * count, count);
    }
}
