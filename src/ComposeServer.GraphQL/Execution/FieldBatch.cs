using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>One selected field for all parents of a level. Results may be set in any order and from any thread, each index by one.</summary>
public sealed class FieldBatch : FieldContext
{
    readonly object?[] results;
    readonly bool[] isSet;

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

    /// <summary>The value for the parent at <paramref name="index"/>, or the fault of the whole batch when none was set.</summary>
    internal object? ResultAt(int index, GraphQLError? fault) => isSet[index] ? results[index] : fault;
}
