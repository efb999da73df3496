namespace ComposeServer.Benchmarks.Load;

/// <summary>Which bodies a round sends, by their numbers. Called from all workers at once.</summary>
interface IRequestSource
{
    /// <returns>False when there are no more, which ends the round early.</returns>
    bool TryTake(int worker, out int request);
}
