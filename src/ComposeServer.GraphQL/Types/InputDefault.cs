using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>The default of an argument or input field: either a coerced value or a literal that is coerced on demand.</summary>
/// <remarks>A literal is coerced late because it may need fields of types that are not built yet.</remarks>
public sealed class InputDefault
{
    readonly ValueNode? literal;
    readonly object? value;

    InputDefault(ValueNode? literal, object? value)
    {
        this.literal = literal;
        this.value = value;
    }

    /// <summary>A default in coerced form: see <see cref="InputLiteral"/> for the shapes.</summary>
    public static InputDefault FromValue(object? value) => new(literal: null, value);

    /// <summary>A default as written in SDL.</summary>
    public static InputDefault FromLiteral(ValueNode literal) => new(literal, value: null);

    /// <summary>The coerced default.</summary>
    /// <returns>False when the literal does not fit <paramref name="type"/>: then there is no default, as in the reference implementation.</returns>
    public bool TryGetValue(GraphQLType type, out object? coerced)
    {
        if (literal is not null)
        {
            return InputLiteral.TryCoerce(literal, type, variables: null, out coerced);
        }

        coerced = value;
        return true;
    }

    /// <summary>The default as a literal in normal form, as schemas are printed and introspected; null when it fits no literal.</summary>
    public ValueNode? ToLiteral(GraphQLType type) =>
        TryGetValue(type, out var coerced) ? ValueLiteral.Of(coerced, type) : null;
}
