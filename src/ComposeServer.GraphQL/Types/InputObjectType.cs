namespace ComposeServer.GraphQL.Types;

/// <summary><c>input Name { … }</c></summary>
/// <param name="name">Must keep <see cref="NameRule"/>.</param>
/// <param name="fields">Called once, when the fields are first asked for, so that types may refer to each other.</param>
public sealed class InputObjectType(string name, Func<IEnumerable<InputFieldDefinition>> fields) : NamedType(name)
{
    readonly Lazy<NamedList<InputFieldDefinition>> list = new(() => new NamedList<InputFieldDefinition>(fields()));

    public NamedList<InputFieldDefinition> Fields => list.Value;

    /// <summary>True when exactly one field must be given, and not null (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; init; }
    public override TypeKind Kind => TypeKind.InputObject;
}
