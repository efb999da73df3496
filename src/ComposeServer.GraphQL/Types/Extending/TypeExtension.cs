namespace ComposeServer.GraphQL.Types.Extending;

/// <summary>Fields that a host adds to a type it did not make, or that make up a type of its own.</summary>
/// <remarks>
/// <code>
/// new TypeExtension("Query")
///     .Field("serverTime").Type("DateTime!").Resolve(context => context.Clock.GetUtcNow());
/// </code>
/// What is wrong by itself, such as a type that does not parse, is refused at once. What depends on the schema, such as a name that
/// it has already, is refused when a schema is built.
/// </remarks>
public sealed class TypeExtension
{
    readonly OrderedDictionary<string, FieldExtension> fields = new(StringComparer.Ordinal);

    /// <summary>Begins without fields.</summary>
    /// <param name="name">Of the type.</param>
    /// <param name="isNew">True makes an object type of that name; false adds to the one that is there.</param>
    /// <exception cref="ArgumentException">That is no name.</exception>
    public TypeExtension(string name, bool isNew = false)
    {
        Name = NameRule.Checked(name);
        IsNew = isNew;
    }

    public string Name { get; }

    /// <summary>True when the type itself is added.</summary>
    public bool IsNew { get; }

    /// <summary>The added fields, in the order in which they come after those that are there.</summary>
    public IReadOnlyList<FieldExtension> Fields => [.. fields.Values];

    /// <summary>Adds a field; what it is, its own methods say.</summary>
    /// <exception cref="ArgumentException">That is no name, or it was added already.</exception>
    public FieldExtension Field(string name)
    {
        var field = new FieldExtension(Name, name);
        return fields.TryAdd(field.Name, field)
            ? field
            : throw new ArgumentException($"The field {Name}.{name} is added twice.", nameof(name));
    }

    /// <summary>What is missing: every field has a type, and a resolver where the object is not the host's own.</summary>
    /// <returns>Null when nothing is.</returns>
    public string? Fault =>
        fields.Count == 0
            ? $"The extension of {Name} has no fields."
            : fields
                .Values.Select(added => added.Fault(needsResolver: !IsNew))
                .FirstOrDefault(fault => fault is not null);
}
