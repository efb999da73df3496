using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>What belongs to one running request and nothing else.</summary>
sealed class RequestContext(
    CompiledOperation operation,
    IReadOnlyDictionary<string, object?> variables,
    object? state,
    FieldResolver defaultResolver,
    Faults faults,
    TimeProvider clock
)
{
    readonly Lock gate = new();
    Dictionary<FieldSelection, BoundArguments>? bound;

    public Schema Schema => Operation.Schema;
    public CompiledOperation Operation { get; } = operation;
    public IReadOnlyDictionary<string, object?> Variables { get; } = variables;
    public object? State { get; } = state;
    public Faults Faults { get; } = faults;
    public TimeProvider Clock { get; } = clock;
    public ResponseExtensions Response { get; } = new();

    public FieldResolver ResolverOf(FieldSelection selection) => selection.Field.Resolver ?? defaultResolver;

    /// <summary>The arguments of a selection, bound once per request. Resolvers that look ahead ask from any thread.</summary>
    public BoundArguments ArgumentsOf(FieldSelection selection)
    {
        if (selection.ConstantArguments is { } constant)
        {
            return constant;
        }

        lock (gate)
        {
            bound ??= [];
            if (!bound.TryGetValue(selection, out var arguments))
            {
                bound[selection] = arguments = selection.BindArguments(Variables);
            }

            return arguments;
        }
    }
}
