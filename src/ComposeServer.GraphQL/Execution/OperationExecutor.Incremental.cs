using ComposeServer.GraphQL.Execution.Incremental;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Operations.Incremental;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Executes what of a response comes now, and later the parts that were left for later.</summary>
sealed partial class OperationExecutor
{
    /// <summary>Executes what comes first.</summary>
    /// <returns>As of a whole operation, with what is left for later; nothing is when an error reached the root.</returns>
    /// <inheritdoc cref="RunAsync(RequestContext, object, IRoundRunner, CancellationToken)"/>
    public static async ValueTask<(ObjectNode? Data, IReadOnlyList<GraphQLError> Errors, PartWork Work)> RunFirstAsync(
        RequestContext request,
        object root,
        IRoundRunner rounds,
        CancellationToken cancel
    )
    {
        var later = new LaterWork([new([], Scope: null)]);
        var executor = new OperationExecutor(request, rounds, cancel, later);
        var operation = request.Operation;
        var plan = operation.Root.PlanFor(operation.RootType);
        var fields = plan?.Now ?? operation.Root.For(operation.RootType);
        var data = new ObjectNode(parent: null, slot: 0, root, fields);
        if (plan is not null)
        {
            later.Add(data, plan);
        }

        await executor.RunAsync(data);
        return data.IsLive
            ? (data, executor.Errors.InOrder(), later.Of(0))
            : (null, executor.Errors.InOrder(), PartWork.None);
    }

    /// <summary>Executes the same fields of several objects, all in the same batches.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">The objects.</param>
    /// <param name="rounds">Runs the batches that wait for each other's level.</param>
    /// <param name="turn">Held by whichever parts of the request are worked on, but not while they wait for a round.</param>
    /// <param name="cancel">Ends the execution with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>One result for each part.</returns>
    public static async Task<IReadOnlyList<PartResult>> RunPartsAsync(
        RequestContext request,
        IReadOnlyList<DeferredPart> parts,
        IRoundRunner rounds,
        SemaphoreSlim turn,
        CancellationToken cancel
    )
    {
        var later = new LaterWork([.. parts.Select(part => new PartRoot(part.Path, part.Scope))]);
        var executor = new OperationExecutor(request, rounds, cancel, later, turn);
        var nodes = new List<ObjectNode>(parts.Count);
        await turn.WaitAsync(cancel);
        try
        {
            foreach (var part in parts)
            {
                var node = new ObjectNode(parent: null, nodes.Count, part.Anchor.Source, part.Fields.Fields);
                nodes.Add(node);
                executor.CompleteFields(node);
            }

            await executor.RunWaitingAsync();
            return nodes.ConvertAll(node => executor.ResultOf(node, node));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Executes items of lists that stand at one place of the document.</summary>
    /// <param name="request">The request.</param>
    /// <param name="items">The items.</param>
    /// <param name="rounds">Runs the batches that wait for each other's level.</param>
    /// <param name="turn">As for <see cref="RunPartsAsync"/>.</param>
    /// <param name="cancel">Ends the execution with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>One result for each item.</returns>
    public static async Task<IReadOnlyList<PartResult>> RunItemsAsync(
        RequestContext request,
        IReadOnlyList<StreamedItem> items,
        IRoundRunner rounds,
        SemaphoreSlim turn,
        CancellationToken cancel
    )
    {
        var later = new LaterWork([.. items.Select(item => new PartRoot(item.Stream.Path, Scope: null))]);
        var executor = new OperationExecutor(request, rounds, cancel, later, turn);
        await turn.WaitAsync(cancel);
        try
        {
            foreach (var item in items)
            {
                executor.Complete(item, slot: 0, item.Stream.Selection, item.Stream.ItemType, item.Source);
            }

            await executor.RunWaitingAsync();
            return [.. items.Select(item => executor.ResultOf(item, item.Slots[0]))];
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Waits for a round while other parts have their turn.</summary>
    static async ValueTask AwayAsync(ValueTask round, SemaphoreSlim turn)
    {
        turn.Release();
        try
        {
            await round;
        }
        finally
        {
            await turn.WaitAsync(CancellationToken.None);
        }
    }

    PartResult ResultOf(ResultNode root, object? value) =>
        root.IsLive
            ? new(value, Errors.InOrder(root.Slot), Failure: null, later!.Of(root.Slot))
            : new(Value: null, Errors: [], Errors.Last(root.Slot), PartWork.None);

    void CompleteInParts(ResultNode node, int slot, object value, DeliveryPlan plan)
    {
        var child = new ObjectNode(node, slot, value, plan.Now);
        node.Slots[slot] = child;
        later!.Add(child, plan);
        CompleteFields(child);
    }

    /// <summary>Cuts a list to what of it comes now.</summary>
    /// <returns>False when the argument is not good, which is an error of the field.</returns>
    bool TryLimit(ref int count, ResultNode node, int slot, FieldSelection selection, StreamUsage stream)
    {
        // Of a list of lists the outer one is streamed.
        if (node is ObjectNode)
        {
            var initial = stream.InitialCount(request.Variables, out var error);
            if (error is not null)
            {
                Errors.Add(node, slot, error, selection.Locations);
                return false;
            }

            count = int.Min(count, initial);
        }

        return true;
    }
}
