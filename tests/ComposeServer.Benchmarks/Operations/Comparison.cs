using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>Measures operations on all sides by turns, so that whatever disturbs the machine disturbs all of them.</summary>
/// <param name="sides">This server first, then the others.</param>
/// <param name="postmaster">Main process of the Postgres that all of them use.</param>
/// <param name="shares">Who creates which documents.</param>
/// <param name="options">How long.</param>
/// <param name="clock">Time.</param>
sealed class Comparison(
    IReadOnlyList<ISide> sides,
    int postmaster,
    CreateShares shares,
    BenchmarkOptions options,
    TimeProvider clock
)
{
    readonly Dictionary<(Operation, ISide), Prepared> _prepared = [];
    readonly Dictionary<ISide, long> _created = [];

    /// <summary>Compares answers and warms up, all of this before the first measurement, since reads share most of their code.</summary>
    /// <exception cref="BenchmarkException">An answer is wrong.</exception>
    public async Task PrepareAsync(IReadOnlyList<Operation> operations, CancellationToken cancel)
    {
        var reads = operations.OfType<Operation.Read>().ToArray();
        foreach (var read in reads)
            await PrepareAsync(read, cancel);
        foreach (var read in reads)
            await WarmUpAsync(read, cancel);
    }

    /// <summary>Measures an operation at each number of connections that it is wanted for.</summary>
    public async Task<IReadOnlyList<OperationFigures>> RunAsync(Operation operation, CancellationToken cancel)
    {
        // Not before: creates change what reads are answered.
        if (operation is Operation.Create create)
        {
            await PrepareAsync(create, cancel);
            await WarmUpAsync(create, cancel);
        }

        var figures = new List<OperationFigures>();
        foreach (var connections in ConnectionsOf(operation))
            figures.Add(await RunAsync(operation, connections, cancel));
        return figures;
    }

    /// <summary>Posts that a side must have by now, since it said so.</summary>
    public long PostsExpected(ISide side) => options.Documents + _created.GetValueOrDefault(side);

    IReadOnlyList<int> ConnectionsOf(Operation operation) =>
        operation.Connections is { } only ? [only] : options.Connections;

    async Task<OperationFigures> RunAsync(Operation operation, int connections, CancellationToken cancel)
    {
        var taking = sides.Where(side => Takes(side, operation, connections)).ToArray();
        var rounds = taking.Select(_ => new SideRounds()).ToArray();
        for (var number = 1; number <= options.Rounds; number++)
        for (var i = 0; i < taking.Length; i++)
            await RunAsync(operation, taking[i], connections, number, rounds[i], cancel);
        return new(
            operation.Name,
            connections,
            [
                .. taking.Select(
                    (side, i) => rounds[i].ToFigures(side, _prepared[(operation, side)].Answers.MeanBytes, clock)
                ),
            ]
        );
    }

    bool Takes(ISide side, Operation operation, int connections) =>
        _prepared.TryGetValue((operation, side), out var prepared) && connections <= prepared.Requests.ConnectionsMost;

    async Task PrepareAsync(Operation.Read read, CancellationToken cancel)
    {
        SideRequests? ours = null;
        foreach (var side in sides)
        {
            if (await side.RequestsAsync(read, cancel) is not { } requests)
                continue;
            var answers = await AnswerCheck.ReadsAsync(side.Name, requests, side.Likeness, ours, cancel);
            _prepared[(read, side)] = new(requests, answers);
            ours ??= requests;
        }
    }

    async Task PrepareAsync(Operation.Create create, CancellationToken cancel)
    {
        var expected = CreateCheck.Expected(create);
        foreach (var side in sides)
        {
            if (await side.RequestsAsync(create, cancel) is not { } requests)
                continue;
            await CreateCheck.RunAsync(side.Name, requests, expected, cancel);
            _prepared[(create, side)] = new(requests, expected);
            _created[side] = CreateShares.Checked;
        }
    }

    async Task WarmUpAsync(Operation operation, CancellationToken cancel)
    {
        var connections = operation.Connections ?? options.ConnectionsMost;
        foreach (var side in sides)
            if (_prepared.TryGetValue((operation, side), out var prepared))
                await RunAsync(
                    operation,
                    side,
                    Math.Min(connections, prepared.Requests.ConnectionsMost),
                    0,
                    new(),
                    cancel
                );
    }

    async Task RunAsync(
        Operation operation,
        ISide side,
        int connections,
        int number,
        SideRounds rounds,
        CancellationToken cancel
    )
    {
        var (requests, answers) = _prepared[(operation, side)];
        var round = new LoadRound(
            requests.Target,
            requests.Bodies,
            operation is Operation.Create
                ? new OneTimeRequests(shares.Of(connections, number))
                : new RepeatedRequests(requests.Bodies.Count, connections),
            answers,
            clock
        );
        var duration = TimeSpan.FromSeconds(number == 0 ? options.WarmUpSeconds : options.Seconds);
        var before = CpuSample.Take(side.Processes, side.StandIns, postmaster);
        var seen = await round.RunAsync(connections, duration, cancel);
        rounds.Add(seen, CpuSample.Take(side.Processes, side.StandIns, postmaster) - before);
        if (operation is Operation.Create)
            _created[side] += seen.Latencies.Count;
    }

    sealed record Prepared(SideRequests Requests, KnownAnswers Answers);
}
