using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>One selected field in one request: the same object for all parents the field is resolved for.</summary>
public class FieldContext
{
    private protected readonly RequestContext request;

    internal FieldContext(RequestContext request, FieldSelection selection, ArgumentValues arguments)
    {
        this.request = request;
        Selection = selection;
        Arguments = arguments;
    }

    /// <summary>The field as selected; look ahead into its sub-selections from here.</summary>
    public FieldSelection Selection { get; }
    public FieldDefinition Field => Selection.Field;

    /// <summary>The coerced arguments.</summary>
    public ArgumentValues Arguments { get; }

    /// <summary>What the host gave with the request, such as viewer and session.</summary>
    public object? State => request.State;
    public Schema Schema => request.Schema;

    /// <summary>The time that the executor goes by.</summary>
    public TimeProvider Clock => request.Clock;
    public OperationType Operation => request.Operation.Type;

    /// <summary>The coerced variables; one that was not given and has no default is absent.</summary>
    public IReadOnlyDictionary<string, object?> Variables => request.Variables;

    /// <summary>Where to put things beside the data.</summary>
    public ResponseExtensions Response => request.Response;

    /// <summary>The state as what the host said it is.</summary>
    /// <exception cref="InvalidCastException">The host gave something else.</exception>
    public TState StateAs<TState>()
        where TState : class => (TState)request.State!;

    /// <summary>The arguments of a field further down, for plans that span levels.</summary>
    /// <returns>False when they cannot be coerced; the field will then answer with an error of its own.</returns>
    public bool TryGetArguments(FieldSelection selection, out ArgumentValues arguments)
    {
        var bound = request.ArgumentsOf(selection);
        arguments = bound.Values ?? ArgumentValues.None;
        return bound.Error is null;
    }
}
