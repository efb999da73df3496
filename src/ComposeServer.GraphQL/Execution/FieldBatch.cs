using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>One selected field for all parents of a level. Results may be set in any order and from any thread, each index by one.</summary>
public sealed class FieldBatch : FieldContext
{
    readonly object?[] results;
    readonly bool[] isSet;
    volatile GraphQLError? fault;

    internal FieldBatch(
        RequestContext request,
        FieldSelection selection,
        ArgumentValues arguments,
        IReadOnlyList<object> parents
    )
        : base(request, selection, arguments)
    {
        Parents = parents;
        results = new object?[parents.Count];
        isSet = new bool[parents.Count];
    }

    /// <summary>What the parents' resolvers returned; the same object may be there several times.</summary>
    public IReadOnlyList<object> Parents { get; }

    public int Count => Parents.Count;

    /// <summary>Sets the value for the parent at <paramref name="index"/>; see <see cref="FieldResolver"/> for what may be a value.</summary>
    public void SetResult(int index, object? value)
    {
        results[index] = value;
        isSet[index] = true;
    }

    /// <summary>Makes the field of the parent at <paramref name="index"/> an error.</summary>
    public void SetError(int index, GraphQLError error) => SetResult(index, error);

    /// <summary>Sets the finished JSON of the field, sub-selections included, for the parent at <paramref name="index"/>.</summary>
    public void SetCompleted(int index, ReadOnlyMemory<byte> json) => SetResult(index, new CompletedJson(json));

    /// <summary>Runs the field's own resolver. Its exceptions become errors of the parents without a result.</summary>
    /// <exception cref="OperationCanceledException">The request is over, whether or not the resolver heeded that.</exception>
    public async ValueTask RunAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            var running = ((BatchResolver)request.ResolverOf(Selection)).ResolveAsync(this, cancel);
            if (!running.IsCompletedSuccessfully)
            {
                // A resolver that does not heed the token must not hold the request; what it sets later goes nowhere.
                await running.AsTask().WaitAsync(cancel);
            }
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Fail(request.Faults.ErrorOf(exception));
        }
    }

    /// <summary>Makes the field an error for all parents without a result.</summary>
    public void Fail(GraphQLError error) => fault = error;

    internal object? ResultAt(int index) => isSet[index] ? results[index] : fault;
}
