using System.Collections.Concurrent;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>What belongs to one running request and nothing else.</summary>
sealed class RequestContext(
    Schema schema,
    CompiledOperation operation,
    IReadOnlyDictionary<string, object?> variables,
    object? state
)
{
    readonly ConcurrentDictionary<FieldSelection, BoundArguments> bound = new(ReferenceEqualityComparer.Instance);

    public Schema Schema { get; } = schema;
    public CompiledOperation Operation { get; } = operation;
    public IReadOnlyDictionary<string, object?> Variables { get; } = variables;
    public object? State { get; } = state;
    public ResponseExtensions Response { get; } = new();

    public BoundArguments ArgumentsOf(FieldSelection selection) =>
        selection.ConstantArguments
        ?? bound.GetOrAdd(selection, static (field, request) => field.BindArguments(request.Variables), this);
}
