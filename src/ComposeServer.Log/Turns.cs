namespace ComposeServer.Log;

/// <summary>
/// Where work goes on that nobody calls. In a server that is the pool of threads. A simulation runs whole servers on a scheduler of its own,
/// and nothing may leave it, or a run could not be repeated.
/// </summary>
static class Turns
{
    /// <summary>Starts a loop that runs beside whoever starts it, on the same scheduler.</summary>
    public static Task Start(Func<Task> loop) =>
        Task
            .Factory.StartNew(loop, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current)
            .Unwrap();

    /// <summary>
    /// What <see cref="Task{T}.WaitAsync(CancellationToken)"/> does, without its way over a thread of the pool: the waiter goes on by its own
    /// scheduler.
    /// </summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="cancel">Ends the wait, not the task.</param>
    public static Task<T> UntilAsync<T>(this Task<T> task, CancellationToken cancel) =>
        task.IsCompleted || !cancel.CanBeCanceled ? task : WaitAsync(task, cancel);

    static async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancel)
    {
        var end = new TaskCompletionSource<T>();
        using var given = cancel.UnsafeRegister(
            static (end, cancel) => ((TaskCompletionSource<T>)end!).TrySetCanceled(cancel),
            end
        );
        _ = PassOnAsync(task, end);
        return await end.Task;
    }

    static async Task PassOnAsync<T>(Task<T> task, TaskCompletionSource<T> end)
    {
        try
        {
            end.TrySetResult(await task);
        }
        catch (Exception error)
        {
            end.TrySetException(error);
        }
    }
}
