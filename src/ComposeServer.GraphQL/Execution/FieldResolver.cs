namespace ComposeServer.GraphQL.Execution;

/// <summary>How the value of one field is made; hung on its definition when the schema is built.</summary>
/// <remarks>
/// A value is null, a leaf (what the type's <c>Serialize</c> takes), any object for a composite type (see <see cref="ITyped"/> for
/// abstract ones), or a list: an <see cref="System.Collections.IEnumerable"/> other than a string or a dictionary, or a JSON array.
/// A <see cref="GraphQLError"/> in place of a value, also within a list, makes a field error there; so does an exception thrown.
/// A field without a resolver takes <see cref="ExecutionOptions.DefaultResolver"/>.
/// </remarks>
public abstract class FieldResolver
{
    private protected FieldResolver() { }
}

/// <summary>Reads the value from the parent at hand: pure, quick, without input or output.</summary>
public abstract class PropertyResolver : FieldResolver
{
    /// <summary>The value of the field for one parent.</summary>
    /// <param name="parent">What the parent's resolver returned.</param>
    /// <param name="context">The field and its request, the same for all parents of a level.</param>
    public abstract object? Resolve(object parent, FieldContext context);

    /// <summary>Makes a resolver of a function.</summary>
    public static PropertyResolver From<TParent>(Func<TParent, FieldContext, object?> resolve)
        where TParent : notnull => new Delegated<TParent>(resolve);

    /// <summary>Makes a resolver of a function of the parent alone.</summary>
    public static PropertyResolver From<TParent>(Func<TParent, object?> resolve)
        where TParent : notnull => new Delegated<TParent>((parent, _) => resolve(parent));

    sealed class Delegated<TParent>(Func<TParent, FieldContext, object?> resolve) : PropertyResolver
        where TParent : notnull
    {
        public override object? Resolve(object parent, FieldContext context) => resolve((TParent)parent, context);
    }
}

/// <summary>Makes the values of one field for all parents of a level at once, which is where input and output belong.</summary>
/// <remarks>Sibling batches of a level run concurrently; the root fields of a mutation run one after another.</remarks>
public abstract class BatchResolver : FieldResolver
{
    /// <summary>Sets a result or an error for each parent; a parent left out gets null.</summary>
    /// <remarks>A thrown <see cref="GraphQLException"/> becomes the error of all parents without a result yet.</remarks>
    public abstract ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel);

    /// <summary>Makes a resolver of a function.</summary>
    public static BatchResolver From(Func<FieldBatch, CancellationToken, ValueTask> resolve) => new Delegated(resolve);

    sealed class Delegated(Func<FieldBatch, CancellationToken, ValueTask> resolve) : BatchResolver
    {
        public override ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel) => resolve(batch, cancel);
    }
}
