using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

sealed partial class OperationExecutor
{
    void Await(ObjectNode node, FieldSelection selection)
    {
        if (!waiting.TryGetValue(selection, out var nodes))
        {
            waiting[selection] = nodes = [];
        }

        nodes.Add(node);
    }

    async ValueTask RunWaitingAsync()
    {
        while (waiting.Count > 0)
        {
            var round = TakeRound();
            if (round.Count > 0)
            {
                await RunAsync(round);
            }

            foreach (var (nodes, selection, batch) in round)
            {
                Complete(nodes, selection, batch);
            }
        }
    }

    List<(List<ObjectNode> Nodes, FieldSelection Selection, FieldBatch Batch)> TakeRound()
    {
        var round = new List<(List<ObjectNode> Nodes, FieldSelection Selection, FieldBatch Batch)>(waiting.Count);
        foreach (var (selection, nodes) in waiting)
        {
            nodes.RemoveAll(static node => !node.IsLive);
            var bound = request.ArgumentsOf(selection);
            if (bound.Error is { } error)
            {
                nodes.ForEach(node => Errors.Add(node, selection.Index, error, selection.Locations));
            }
            else if (nodes.Count > 0)
            {
                var batch =
                    SharedBatch(round, selection, bound.Values!, nodes) ?? BatchOf(selection, bound.Values!, nodes);
                round.Add((nodes, selection, batch));
            }
        }

        waiting.Clear();
        return round;
    }

    FieldBatch BatchOf(FieldSelection selection, ArgumentValues arguments, List<ObjectNode> nodes) =>
        new(request, selection, arguments, nodes.ConvertAll(static node => node.Source));

    async ValueTask RunAsync(List<(List<ObjectNode> Nodes, FieldSelection Selection, FieldBatch Batch)> round)
    {
        var batches = round.Select(static work => work.Batch).Distinct().ToList();
        try
        {
            var running = rounds.RunAsync(batches, cancel);
            if (turn is null)
            {
                await running;
            }
            else
            {
                await AwayAsync(running, turn);
            }
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            var fault = request.Faults.ErrorOf(exception);
            batches.ForEach(batch => batch.Fail(fault));
        }

        cancel.ThrowIfCancellationRequested();
    }

    void Complete(List<ObjectNode> nodes, FieldSelection selection, FieldBatch batch)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].IsLive)
            {
                Complete(nodes[i], selection.Index, selection, selection.Field.Type, batch.ResultAt(i));
            }
        }
    }
}
