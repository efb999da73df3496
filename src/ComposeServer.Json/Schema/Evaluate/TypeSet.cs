using System.Text.Json;

namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>The types of JSON Schema. Integers are numbers.</summary>
[Flags]
enum TypeSet
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Integer = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

static class TypeSets
{
    /// <summary>The word of a schema's <c>type</c>; None for another word.</summary>
    public static TypeSet Named(string word) =>
        word switch
        {
            "null" => TypeSet.Null,
            "boolean" => TypeSet.Boolean,
            "number" => TypeSet.Number,
            "integer" => TypeSet.Integer,
            "string" => TypeSet.String,
            "array" => TypeSet.Array,
            "object" => TypeSet.Object,
            _ => TypeSet.None,
        };

    /// <summary>True when the value has one of the types.</summary>
    /// <param name="types">At least one.</param>
    /// <param name="value">Any value.</param>
    /// <param name="finite">Numbers beyond the range of a double have no type, as in JavaScript they are infinite.</param>
    public static bool Have(this TypeSet types, JsonElement value, bool finite)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return (types & TypeSet.Object) != TypeSet.None;
            case JsonValueKind.Array:
                return (types & TypeSet.Array) != TypeSet.None;
            case JsonValueKind.String:
                return (types & TypeSet.String) != TypeSet.None;
            case JsonValueKind.True or JsonValueKind.False:
                return (types & TypeSet.Boolean) != TypeSet.None;
            case JsonValueKind.Null:
                return (types & TypeSet.Null) != TypeSet.None;
            default:
                if ((types & (TypeSet.Number | TypeSet.Integer)) == TypeSet.None)
                    return false;
                var literal = value.Raw();
                if ((types & TypeSet.Number) == TypeSet.None && !NumberText.IsInteger(literal))
                    return false;
                return !finite || EcmaNumber.IsFinite(literal);
        }
    }
}
