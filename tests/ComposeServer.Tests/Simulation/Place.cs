namespace ComposeServer.Tests.Simulation;

/// <summary>A machine of the simulation: what is started here goes on here, one turn after the other, until the machine is gone.</summary>
/// <param name="schedule">Whose turn it is.</param>
/// <param name="name">For the trace.</param>
sealed class Place(Schedule schedule, string name) : TaskScheduler
{
    public string Name { get; } = name;

    /// <summary>Nothing that was under way goes on.</summary>
    public bool IsGone { get; private set; }

    public void Crash() => IsGone = true;

    /// <summary>Starts work here.</summary>
    public Task<T> StartAsync<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <inheritdoc cref="StartAsync{T}"/>
    public Task StartAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    public void Take(Task turn) => TryExecuteTask(turn);

    protected override void QueueTask(Task task) => schedule.Add(this, task);

    /// <summary>Never: who comes next is a matter of chance, also when it could go on at once.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
