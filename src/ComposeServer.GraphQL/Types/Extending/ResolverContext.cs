using ComposeServer.GraphQL.Execution;

namespace ComposeServer.GraphQL.Types.Extending;

/// <summary>What the resolver of an added field sees: one object, and the request.</summary>
/// <param name="parent">What the resolver of the object returned; for a root field nothing of interest.</param>
/// <param name="field">The field and its request.</param>
public sealed class ResolverContext(object parent, FieldContext field)
{
    /// <summary>Objects of a level for which an asynchronous resolver runs at the same time.</summary>
    public const int ConcurrentMax = 16;

    /// <summary>The object whose field is asked for.</summary>
    public object Parent { get; } = parent;

    /// <summary>The field as selected: arguments, what is selected below, and what the host gave with the request.</summary>
    public FieldContext Field { get; } = field;

    /// <summary>The time that the server goes by.</summary>
    public TimeProvider Clock => Field.Clock;

    /// <summary>The object as what it is.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public T ParentAs<T>() => (T)Parent;

    /// <summary>What the host gave with the request.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public T StateAs<T>()
        where T : class => Field.StateAs<T>();

    /// <summary>The coerced value of an argument; default when it is null or absent.</summary>
    public T? Argument<T>(string name) => Field.Arguments.Get<T>(name);
}
