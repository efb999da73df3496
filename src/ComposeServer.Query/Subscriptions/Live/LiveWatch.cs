using ComposeServer.Query.Subscriptions.Hub;

namespace ComposeServer.Query.Subscriptions.Live;

/// <summary>Waits for the first event that touches what was read.</summary>
sealed class LiveWatch(ReadSet reads) : IChangeListener
{
    readonly TaskCompletionSource _touched = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with that event.</summary>
    public Task Touched => _touched.Task;

    public void Hear(DocumentEvent heard)
    {
        if (!_touched.Task.IsCompleted && reads.IsTouchedBy(heard))
            _touched.TrySetResult();
    }

    /// <summary>Some events are not known, so any may have been the one.</summary>
    public void Touch() => _touched.TrySetResult();
}
