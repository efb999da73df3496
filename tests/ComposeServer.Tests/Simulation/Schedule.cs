namespace ComposeServer.Tests.Simulation;

/// <summary>
/// One thread takes all turns of all places; which of the ready ones is next is drawn by chance. Time stands still while anything is ready.
/// </summary>
/// <param name="chance">Seeded.</param>
/// <param name="trace">Told each turn.</param>
sealed class Schedule(Random chance, Trace trace)
{
    /// <summary>Turns after which a run is taken to be without end.</summary>
    const int TurnsMax = 400_000;

    readonly List<(Place Place, Task Task)> _ready = [];
    readonly int _thread = Environment.CurrentManagedThreadId;
    volatile string? _escaped;

    public VirtualTime Time { get; } = new();

    /// <summary>Turns taken.</summary>
    public int Turns { get; private set; }

    /// <summary>No more turns are taken.</summary>
    public bool IsOver { get; set; }

    public void Add(Place place, Task task)
    {
        // The collector finalises timers of what is gone, on a thread of its own.
        if (place.IsGone || IsOver)
            return;
        // A turn that comes from another thread came at a moment that no seed repeats.
        if (Environment.CurrentManagedThreadId != _thread)
            _escaped ??= Environment.StackTrace;
        else
            _ready.Add((place, task));
    }

    /// <summary>Takes turns until a task is done.</summary>
    /// <param name="until">The task.</param>
    /// <param name="isOver">Ends it sooner.</param>
    /// <exception cref="SimulationBroken">It will never be done, or something left the schedule.</exception>
    public void Run(Task until, Func<bool> isOver)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (!until.IsCompleted && !isOver())
                Step();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        if (until.IsCompleted)
            until.GetAwaiter().GetResult();
    }

    void Step()
    {
        if (_escaped is { } stack)
            throw new SimulationBroken($"a turn came from another thread:\n{stack}");
        if (++Turns > TurnsMax)
            throw new SimulationBroken("the run does not come to an end");
        if (_ready.Count == 0)
        {
            if (!Time.TryFire())
                throw new SimulationBroken("nothing is going to happen any more");
            return;
        }

        var picked = chance.Next(_ready.Count);
        trace.Turn(picked, _ready.Count);
        var (place, task) = _ready[picked];
        _ready[picked] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (!place.IsGone)
            place.Take(task);
    }
}

/// <summary>The simulation itself does not work.</summary>
sealed class SimulationBroken(string message) : Exception(message);
