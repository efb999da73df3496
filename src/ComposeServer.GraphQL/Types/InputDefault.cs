using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>The default of an argument or input field: either a coerced value or a literal that is coerced on demand.</summary>
/// <remarks>
/// A literal is coerced late because it may need fields of types that are not built yet, and once: the value is shared, so
/// nobody may change it.
/// </remarks>
public sealed class InputDefault
{
    // Defaults that pull in defaults of other input objects, one in the other. Ends circular ones.
    const int NestingMax = 32;

    readonly ValueNode? literal;
    volatile Coerced? coerced;

    InputDefault(ValueNode literal) => this.literal = literal;

    InputDefault(object? value) => coerced = new Coerced(IsValid: true, value);

    /// <summary>A default in coerced form: see <see cref="InputLiteral"/> for the shapes.</summary>
    public static InputDefault FromValue(object? value) => new(value);

    /// <summary>A default as written in SDL.</summary>
    public static InputDefault FromLiteral(ValueNode literal) => new(literal);

    /// <summary>The coerced default.</summary>
    /// <returns>False when the literal does not fit <paramref name="type"/>: then there is no default, as in the reference implementation.</returns>
    public bool TryGetValue(GraphQLType type, out object? value) => TryGetValue(type, nesting: 0, out value);

    internal bool TryGetValue(GraphQLType type, int nesting, out object? value)
    {
        value = null;
        if (nesting > NestingMax)
        {
            return false;
        }

        if (coerced is not { } known)
        {
            var isValid = InputLiteral.TryCoerce(literal!, type, variables: null, nesting, out var made);
            coerced = known = new Coerced(isValid, made);
        }

        value = known.Value;
        return known.IsValid;
    }

    /// <summary>The default as a literal in normal form, as schemas are printed and introspected; null when it fits no literal.</summary>
    public ValueNode? ToLiteral(GraphQLType type) =>
        TryGetValue(type, out var value) ? ValueLiteral.Of(value, type) : null;

    /// <summary>True when making the value needs the value itself, or too many others.</summary>
    internal bool IsCircular(GraphQLType type) =>
        literal is not null && new Search(this).From(literal, type, nesting: 0);

    sealed record Coerced(bool IsValid, object? Value);

    /// <summary>Looks whether coercing a literal pulls in the target, through fields that are left out and have defaults.</summary>
    sealed class Search(InputDefault target)
    {
        readonly HashSet<InputDefault> seen = [];

        public bool From(ValueNode value, GraphQLType type, int nesting) =>
            (value, type.Nullable) switch
            {
                (ListValueNode list, ListType listType) => list.Values.Any(item =>
                    From(item, listType.OfType, nesting)
                ),
                (_, ListType listType) => From(value, listType.OfType, nesting),
                (ObjectValueNode node, InputObjectType input) => input.Fields.Any(field =>
                    ByField(node, field, nesting)
                ),
                _ => false,
            };

        bool ByField(ObjectValueNode node, InputFieldDefinition field, int nesting)
        {
            var given = node.Fields.LastOrDefault(f => string.Equals(f.Name, field.Name, StringComparison.Ordinal));
            if (given is not null)
            {
                return From(given.Value, field.Type, nesting);
            }

            if (field.Default is not { literal: { } next } byDefault)
            {
                return false;
            }

            return ReferenceEquals(byDefault, target)
                || nesting == NestingMax
                || (seen.Add(byDefault) && From(next, field.Type, nesting + 1));
        }
    }
}
