using System.Runtime.InteropServices;
using ComposeServer.GraphQL.Execution.Incremental;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Executes one operation into a tree of results. Source: GraphQL October 2021, 6.2 to 6.4.</summary>
/// <remarks>
/// Pure fields are completed depth first, as soon as their object is there. Batch fields wait until nothing else can be done; then
/// each selection runs once for all objects that wait for it. So a query takes as many rounds as it has batch fields on its longest path.
/// Everything but the resolvers of a round runs on one thread at a time, so nothing here locks; parts of one answer take turns.
/// </remarks>
sealed partial class OperationExecutor
{
    readonly RequestContext request;
    readonly IRoundRunner rounds;
    readonly CancellationToken cancel;
    readonly LaterWork? later;
    readonly SemaphoreSlim? turn;
    readonly OrderedDictionary<FieldSelection, List<ObjectNode>> waiting = [];
    readonly Dictionary<FieldSelection[], FieldContext?[]> contexts = new(ReferenceEqualityComparer.Instance);

    OperationExecutor(
        RequestContext request,
        IRoundRunner rounds,
        CancellationToken cancel,
        LaterWork? later = null,
        SemaphoreSlim? turn = null
    )
    {
        this.request = request;
        this.rounds = rounds;
        this.cancel = cancel;
        this.later = later;
        this.turn = turn;
        Errors = new(later);
    }

    FieldErrors Errors { get; }

    /// <summary>Executes the operation of a request.</summary>
    /// <param name="request">The request; what it holds is complete.</param>
    /// <param name="root">Parent of the root fields.</param>
    /// <param name="rounds">Runs the batches that wait for each other's level.</param>
    /// <param name="cancel">Ends the execution with an <see cref="OperationCanceledException"/>, also while a resolver does not heed it.</param>
    /// <returns>The root, or null when an error reached it, with the errors in the order of the response.</returns>
    public static async ValueTask<(ObjectNode? Data, IReadOnlyList<GraphQLError> Errors)> RunAsync(
        RequestContext request,
        object root,
        IRoundRunner rounds,
        CancellationToken cancel
    )
    {
        var executor = new OperationExecutor(request, rounds, cancel);
        var operation = request.Operation;
        var data = new ObjectNode(parent: null, slot: 0, root, operation.Root.For(operation.RootType));
        await executor.RunAsync(data);
        return (data.IsLive ? data : null, executor.Errors.InOrder());
    }

    async ValueTask RunAsync(ObjectNode data)
    {
        if (request.Operation.Type != OperationType.Mutation)
        {
            CompleteFields(data);
            await RunWaitingAsync();
            return;
        }

        // One field with everything under it, then the next: the specification demands it, and so do writers.
        for (var slot = 0; slot < data.Fields.Length && data.IsLive; slot++)
        {
            CompleteField(data, slot);
            await RunWaitingAsync();
        }
    }

    void CompleteFields(ObjectNode node)
    {
        cancel.ThrowIfCancellationRequested();
        for (var slot = 0; slot < node.Fields.Length && node.IsLive; slot++)
        {
            CompleteField(node, slot);
        }
    }

    void CompleteField(ObjectNode node, int slot)
    {
        var selection = node.Fields[slot];
        if (selection.IsTypeName)
        {
            node.Slots[slot] = selection.ParentType.Name;
        }
        else if (request.ResolverOf(selection) is not PropertyResolver resolver)
        {
            Await(node, selection);
        }
        else if (ContextOf(node, slot) is { } context)
        {
            Complete(node, slot, selection, selection.Field.Type, Resolve(resolver, node.Source, context));
        }
    }

    object? Resolve(PropertyResolver resolver, object parent, FieldContext context)
    {
        try
        {
            return resolver.Resolve(parent, context);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            return request.Faults.ErrorOf(exception);
        }
    }

    // All objects of one type and selection share the contexts of their fields.
    FieldContext? ContextOf(ObjectNode node, int slot)
    {
        var fields = ImmutableCollectionsMarshal.AsArray(node.Fields)!;
        if (!contexts.TryGetValue(fields, out var known))
        {
            contexts[fields] = known = new FieldContext?[fields.Length];
        }

        if (known[slot] is { } context)
        {
            return context;
        }

        var selection = fields[slot];
        var bound = request.ArgumentsOf(selection);
        if (bound.Error is { } error)
        {
            Errors.Add(node, slot, error, selection.Locations);
            return null;
        }

        return known[slot] = new FieldContext(request, selection, bound.Values!);
    }

    bool IsCancelled(Exception exception) => exception is OperationCanceledException && cancel.IsCancellationRequested;
}
