namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>Executes what was left for later, and says in which payloads it comes.</summary>
/// <remarks>
/// What stands at one place of the document is executed together, for all objects and lists that wait there, as within a level; different
/// places run side by side, so that a slow one keeps none of the others back; only their rounds do, all else takes turns. Nothing runs before the first payload is asked for.
/// </remarks>
/// <param name="request">The request.</param>
/// <param name="graph">What the client waits for.</param>
/// <param name="rounds">Runs the batches that wait for each other's level.</param>
/// <param name="concurrency">How many places are executed at the same time.</param>
/// <param name="cancel">The end of the request.</param>
sealed class IncrementalDelivery(
    RequestContext request,
    DeliveryGraph graph,
    IRoundRunner rounds,
    int concurrency,
    CancellationToken cancel
) : IAsyncDisposable
{
    readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    readonly SemaphoreSlim turn = new(1, 1);
    readonly List<Task<Action>> running = [];

    /// <summary>The next payload that says something. Only asked while the client waits.</summary>
    /// <exception cref="OperationCanceledException">The request is over.</exception>
    public async Task<DeliveryPayload> NextAsync()
    {
        while (true)
        {
            StartReady();
            await Task.WhenAny(running);
            // Whatever is there by now goes into one payload.
            foreach (var run in running.FindAll(static run => run.IsCompleted))
            {
                running.Remove(run);
                (await run)();
            }

            if (!graph.Payload.IsEmpty || !graph.HasNext)
            {
                return graph.TakePayload();
            }
        }
    }

    /// <summary>Ends what still runs, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        foreach (var run in running)
        {
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        end.Dispose();
        turn.Dispose();
    }

    void StartReady()
    {
        while (running.Count < concurrency)
        {
            if (graph.TakeParts() is { Count: > 0 } parts)
            {
                running.Add(RunAsync(parts));
            }
            else if (graph.TakeStreams() is { Count: > 0 } streams)
            {
                running.Add(RunAsync(streams));
            }
            else
            {
                return;
            }
        }
    }

    /// <returns>Tells the graph, which is not done here: runs end on any thread.</returns>
    async Task<Action> RunAsync(IReadOnlyList<DeferredPart> parts)
    {
        var results = await OperationExecutor.RunPartsAsync(request, parts, rounds, turn, end.Token);
        return () =>
        {
            for (var i = 0; i < parts.Count; i++)
            {
                graph.Done(parts[i], results[i]);
            }
        };
    }

    async Task<Action> RunAsync(IReadOnlyList<ItemStream> streams)
    {
        var items = new List<StreamedItem>();
        foreach (var stream in streams)
        {
            items.AddRange(stream.Take(items.Count));
        }

        var results = await OperationExecutor.RunItemsAsync(request, items, rounds, turn, end.Token);
        return () =>
        {
            var at = 0;
            foreach (var stream in streams)
            {
                var count = items.Skip(at).TakeWhile(item => ReferenceEquals(item.Stream, stream)).Count();
                graph.Done(stream, [.. results.Skip(at).Take(count)]);
                at += count;
            }
        };
    }
}
