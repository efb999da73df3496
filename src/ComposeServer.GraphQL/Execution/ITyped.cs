namespace ComposeServer.GraphQL.Execution;

/// <summary>A value that knows its object type, for fields of interface and union type.</summary>
public interface ITyped
{
    /// <summary>Name of an object type of the schema.</summary>
    string TypeName { get; }
}

/// <summary>Finds the object type of a value of an interface or union type.</summary>
/// <param name="value">What a resolver returned.</param>
/// <param name="state">The request's state, as given by the host.</param>
/// <returns>Name of an object type of the schema; null when it cannot be told.</returns>
public delegate string? TypeResolver(object value, object? state);
