using System.Collections.Concurrent;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>What belongs to one running request and nothing else.</summary>
sealed class RequestContext(
    CompiledOperation operation,
    IReadOnlyDictionary<string, object?> variables,
    object? state,
    FieldResolver defaultResolver,
    Faults faults
)
{
    readonly ConcurrentDictionary<FieldSelection, BoundArguments> bound = new(ReferenceEqualityComparer.Instance);

    public Schema Schema => Operation.Schema;
    public CompiledOperation Operation { get; } = operation;
    public IReadOnlyDictionary<string, object?> Variables { get; } = variables;
    public object? State { get; } = state;
    public Faults Faults { get; } = faults;
    public ResponseExtensions Response { get; } = new();

    public FieldResolver ResolverOf(FieldSelection selection) => selection.Field.Resolver ?? defaultResolver;

    public BoundArguments ArgumentsOf(FieldSelection selection) =>
        selection.ConstantArguments
        ?? bound.GetOrAdd(selection, static (field, request) => field.BindArguments(request.Variables), this);
}
