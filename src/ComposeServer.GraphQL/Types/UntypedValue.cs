using System.Globalization;
using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Values without a type: null, bool, double, string, <c>object?[]</c>, and dictionaries in source order.</summary>
/// <remarks>Numbers are doubles, as they are to the reference implementation.</remarks>
public static class UntypedValue
{
    /// <summary>Reads a literal; variables inside that have no value become null.</summary>
    public static object? FromLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables)
    {
        switch (literal)
        {
            case IntValueNode node:
                return double.Parse(node.Value, CultureInfo.InvariantCulture);
            case FloatValueNode node:
                return double.Parse(node.Value, CultureInfo.InvariantCulture);
            case StringValueNode node:
                return node.Value;
            case EnumValueNode node:
                return node.Value;
            case BooleanValueNode node:
                return node.Value;
            case VariableNode node:
                return variables?.GetValueOrDefault(node.Name);
            case ListValueNode node:
                return node.Values.Select(item => FromLiteral(item, variables)).ToArray();
            case ObjectValueNode node:
                var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
                foreach (var field in node.Fields)
                {
                    entries[field.Name] = FromLiteral(field.Value, variables);
                }

                return entries;
            default:
                return null;
        }
    }

    /// <summary>Reads a JSON value.</summary>
    public static object? FromJson(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return value.GetDouble();
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(FromJson).ToArray();
            case JsonValueKind.Object:
                var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
                foreach (var property in value.EnumerateObject())
                {
                    entries[property.Name] = FromJson(property.Value);
                }

                return entries;
            default:
                return null;
        }
    }
}
