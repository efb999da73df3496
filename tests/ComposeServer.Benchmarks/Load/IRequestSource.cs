namespace ComposeServer.Benchmarks.Load;

/// <summary>Where the bodies of a round come from. Called from all workers at once.</summary>
interface IRequestSource
{
    /// <returns>False when there are no more, which ends the round early.</returns>
    bool TryTake(int worker, out ReadOnlyMemory<byte> body);
}
