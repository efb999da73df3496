using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public abstract class InputValueDefinition : INamed
{
    private protected InputValueDefinition(string name, GraphQLType type)
    {
        Name = NameRule.Checked(name);
        Type = type;
    }

    public string Name { get; }
    public GraphQLType Type { get; }
    public string? Description { get; init; }

    /// <summary>Why the input should no longer be used; null when it may.</summary>
    public string? DeprecationReason { get; init; }
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>Where the value comes from when none is given; null when there is no default.</summary>
    public InputDefault? Default { get; init; }

    /// <summary>True when there is a value to take; a literal that does not fit the type gives none.</summary>
    public bool HasDefault => Default?.TryGetValue(Type, out _) == true;

    /// <summary>True when a value must be given.</summary>
    public bool IsRequired => Type is NonNullType && !HasDefault;

    /// <summary>The definition in SDL this input was made from, if any.</summary>
    public InputValueDefinitionNode? Syntax { get; init; }

    public override string ToString() => Name;
}

/// <summary>An argument of a field or a directive.</summary>
public sealed class ArgumentDefinition(string name, GraphQLType type) : InputValueDefinition(name, type);

/// <summary>A field of an input object type.</summary>
public sealed class InputFieldDefinition(string name, GraphQLType type) : InputValueDefinition(name, type);
