namespace ComposeServer.GraphQL.Execution;

/// <summary>Runs the batch fields of one level. A host gives its own to answer siblings together, say in one round trip.</summary>
public interface IRoundRunner
{
    /// <summary>Sets the results of all batches: by itself, or by letting a batch run its resolver (<see cref="FieldBatch.RunAsync"/>).</summary>
    /// <remarks>An exception thrown here becomes the error of all parents without a result.</remarks>
    /// <param name="round">Never empty; all of one request, each of another selection.</param>
    /// <param name="cancel">The end of the request.</param>
    ValueTask RunAsync(IReadOnlyList<FieldBatch> round, CancellationToken cancel);
}

/// <summary>Lets each batch run its own resolver, several at the same time.</summary>
/// <param name="concurrency">How many.</param>
public sealed class ConcurrentRounds(int concurrency) : IRoundRunner
{
    public async ValueTask RunAsync(IReadOnlyList<FieldBatch> round, CancellationToken cancel)
    {
        if (round.Count == 1)
        {
            await round[0].RunAsync(cancel);
            return;
        }

        using var gate = new SemaphoreSlim(concurrency);
        await Task.WhenAll(round.Select(batch => RunAsync(batch, gate, cancel)));
    }

    static async Task RunAsync(FieldBatch batch, SemaphoreSlim gate, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await batch.RunAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }
}
