namespace ComposeServer.Tests.Simulation;

/// <summary>The lock that orders the groups of all nodes: first come, first served, and who is gone is passed over.</summary>
sealed class CommitHead
{
    readonly Lock _gate = new();
    readonly Queue<(StoreConnection Connection, TaskCompletionSource Turn)> _waiting = [];
    bool _isTaken;

    public Task TakeAsync(StoreConnection connection)
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((connection, turn));
            return turn.Task;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.Connection.IsClosed)
                    continue;
                next.Turn.SetResult();
                return;
            }

            _isTaken = false;
        }
    }
}
