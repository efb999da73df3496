using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Literals to coerced input values and back.</summary>
/// <remarks>
/// Coerced shapes: what the leaf type makes (Int int, Float double, String and ID string, Boolean bool, enums their value),
/// lists <c>object?[]</c>, input objects <c>OrderedDictionary&lt;string, object?&gt;</c> in the order of the type's fields.
/// </remarks>
public static class InputLiteral
{
    /// <summary>Coerces a literal that is already known to be valid. Source: GraphQL October 2021, 3.5 to 3.12 "Input Coercion".</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="type">The input type.</param>
    /// <param name="variables">Coerced variables; a missing entry is a variable that was not given. Null where none are allowed.</param>
    /// <param name="value">The coerced value.</param>
    /// <returns>False when there is no value: it does not fit, or a variable was not given.</returns>
    public static bool TryCoerce(
        ValueNode literal,
        GraphQLType type,
        IReadOnlyDictionary<string, object?>? variables,
        out object? value
    ) => TryCoerce(literal, type, variables, nesting: 0, out value);

    /// <summary>As the public form; <paramref name="nesting"/> is how many defaults of input fields are being made, one inside the other.</summary>
    internal static bool TryCoerce(
        ValueNode literal,
        GraphQLType type,
        IReadOnlyDictionary<string, object?>? variables,
        int nesting,
        out object? value
    )
    {
        value = null;
        if (literal is VariableNode variable)
        {
            return variables is not null
                && variables.TryGetValue(variable.Name, out value)
                && (value is not null || type is not NonNullType);
        }

        if (literal is NullValueNode)
        {
            return type is not NonNullType;
        }

        return type.Nullable switch
        {
            ListType list => TryCoerceList(literal, list, variables, nesting, out value),
            InputObjectType inputObject => TryCoerceObject(literal, inputObject, variables, nesting, out value),
            LeafType leaf => TryCoerceLeaf(literal, leaf, variables, out value),
            _ => false,
        };
    }

    static bool TryCoerceLeaf(
        ValueNode literal,
        LeafType leaf,
        IReadOnlyDictionary<string, object?>? variables,
        out object? value
    )
    {
        var result = leaf.ParseLiteral(literal, variables);
        value = result.Value;
        return result.IsValid;
    }

    static bool TryCoerceList(
        ValueNode literal,
        ListType list,
        IReadOnlyDictionary<string, object?>? variables,
        int nesting,
        out object? value
    )
    {
        value = null;
        if (literal is not ListValueNode node)
        {
            if (!TryCoerce(literal, list.OfType, variables, nesting, out var single))
            {
                return false;
            }

            value = new[] { single };
            return true;
        }

        var items = new object?[node.Values.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (IsMissing(node.Values[i], variables))
            {
                if (list.OfType is NonNullType)
                {
                    return false;
                }
            }
            else if (!TryCoerce(node.Values[i], list.OfType, variables, nesting, out items[i]))
            {
                return false;
            }
        }

        value = items;
        return true;
    }

    static bool TryCoerceObject(
        ValueNode literal,
        InputObjectType type,
        IReadOnlyDictionary<string, object?>? variables,
        int nesting,
        out object? value
    )
    {
        value = null;
        if (literal is not ObjectValueNode node)
        {
            return false;
        }

        var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var given = Last(node, field.Name);
            if (given is null || IsMissing(given, variables))
            {
                if (
                    field.Default is { } byDefault
                    && byDefault.TryGetValue(field.Type, nesting + 1, out var defaultValue)
                )
                {
                    entries[field.Name] = defaultValue;
                }
                else if (field.Type is NonNullType)
                {
                    return false;
                }
            }
            else if (TryCoerce(given, field.Type, variables, nesting, out var fieldValue))
            {
                entries[field.Name] = fieldValue;
            }
            else
            {
                return false;
            }
        }

        if (type.IsOneOf && (entries.Count != 1 || entries.GetAt(0).Value is null))
        {
            return false;
        }

        value = entries;
        return true;
    }

    static bool IsMissing(ValueNode node, IReadOnlyDictionary<string, object?>? variables) =>
        node is VariableNode variable && variables?.ContainsKey(variable.Name) != true;

    static ValueNode? Last(ObjectValueNode node, string name)
    {
        for (var i = node.Fields.Length - 1; i >= 0; i--)
        {
            if (string.Equals(node.Fields[i].Name, name, StringComparison.Ordinal))
            {
                return node.Fields[i].Value;
            }
        }

        return null;
    }
}
