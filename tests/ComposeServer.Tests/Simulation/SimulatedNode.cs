using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Streams;
using ComposeServer.Tests.Log;

namespace ComposeServer.Tests.Simulation;

/// <summary>One server: the real intake, with its parking and its committer, until it crashes; then another one.</summary>
/// <param name="world">Where it runs.</param>
/// <param name="name">For the trace.</param>
sealed class SimulatedNode(World world, string name)
{
    public static readonly IntakeFamilies Families = WithJournals(StreamFamilies.Make());

    static readonly SignatureStage Signatures = new(
        new EventSignatures(new CapabilityVerifier(new CapabilityOptions()), new CapabilityOptions())
    );

    readonly List<TaskCompletionSource<Reply>> _open = [];
    readonly FindingsLogger _logger = new(world.Findings);
    Place _place = null!;
    PlaceClock _clock = null!;
    StoreConnection _connection = null!;
    EventIntake _intake = null!;
    int _starts;

    public bool IsUp { get; private set; }

    /// <summary>Starts on what the store holds.</summary>
    public async Task StartAsync()
    {
        _place = new Place(world.Schedule, $"{name}.{++_starts}");
        _clock = new PlaceClock(world.Schedule.Time, _place, _starts == 1 ? TimeSpan.Zero : _clock.WrongBy);
        _connection = world.Store.Connect();
        // Its loops run where it is made.
        _intake = await _place.StartAsync(() => Task.FromResult(Open()));
        IsUp = true;
        world.Tell(name, "started");
    }

    /// <summary>Nothing of it goes on, and whoever asked it something learns nothing.</summary>
    public async Task CrashAsync()
    {
        IsUp = false;
        _place.Crash();
        world.Tell(name, $"crashed with {_open.Count} questions open");
        world.Faults.Count(Fault.Crash);
        foreach (var open in _open)
            open.SetResult(Reply.Lost);
        _open.Clear();
        await _connection.CloseAsync();
    }

    public void PutClock(TimeSpan by)
    {
        _clock.WrongBy += by;
        world.Tell(name, $"clock put by {by}");
        world.Faults.Count(by < TimeSpan.Zero ? Fault.ClockBack : Fault.ClockForward);
    }

    /// <summary>Asks the node something. It may go away before it answers, and the one who asks may not wait so long.</summary>
    public async Task<Reply> AskAsync(
        Func<EventIntake, CancellationToken, Task<IReadOnlyList<Outcome>>> ask,
        TimeSpan? patience
    )
    {
        if (!IsUp)
            return Reply.Lost;
        var reply = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.Add(reply);
        var (intake, clock) = (_intake, _clock);
        _ = _place.StartAsync(async () =>
        {
            using var cancel = new CancellationTokenSource(patience ?? Timeout.InfiniteTimeSpan, clock);
            var answer = await AnswerAsync(() => ask(intake, cancel.Token));
            _open.Remove(reply);
            reply.SetResult(answer);
        });
        return await reply.Task;
    }

    static IntakeFamilies WithJournals(IntakeFamilies streams)
    {
        return new(With(streams.Own), With(streams.History));

        static FamilyRegistry With(FamilyRegistry families) =>
            new([new JournalFamily(), families["model"], families["document"]]);
    }

    static async Task<Reply> AnswerAsync(Func<Task<IReadOnlyList<Outcome>>> ask)
    {
        try
        {
            return new(await ask(), null);
        }
        catch (Exception error)
        {
            return new(null, error);
        }
    }

    EventIntake Open() =>
        new(
            new IntakePorts(_connection, _connection, _connection, new NoRows()),
            Families,
            Signatures,
            world.Limits,
            _clock,
            _logger
        );
}

/// <summary>What came back from a node.</summary>
/// <param name="Outcomes">One for each event; null when there was no answer.</param>
/// <param name="Error">What the question ended with; null when the node went away.</param>
sealed record Reply(IReadOnlyList<Outcome>? Outcomes, Exception? Error)
{
    public static Reply Lost { get; } = new(null, null);
}
