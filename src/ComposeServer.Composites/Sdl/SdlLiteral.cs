using System.Globalization;
using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>Coerces literals to the types of directive arguments. Source: GraphQL October 2021, 3.5 to 3.12 "Input Coercion".</summary>
static class SdlLiteral
{
    /// <summary>The value, or null when the literal does not fit the type.</summary>
    public static IpldValue? Coerce(ValueNode literal, TypeNode type, OrderedMap<SdlType> types) =>
        (type, literal) switch
        {
            (NonNullTypeNode, NullValueNode) => null,
            (NonNullTypeNode nonNull, _) => Coerce(literal, nonNull.Type, types),
            (_, NullValueNode) => IpldValue.Null,
            (ListTypeNode list, ListValueNode items) => CoerceList(items, list, types),
            (ListTypeNode list, _) => Coerce(literal, list.Type, types) is { } item ? IpldList.Of(item) : null,
            (NamedTypeNode named, _) => CoerceNamed(literal, named.Name, types),
            _ => null,
        };

    static IpldList? CoerceList(ListValueNode items, ListTypeNode list, OrderedMap<SdlType> types)
    {
        var values = new List<IpldValue>(items.Values.Length);
        foreach (var item in items.Values)
        {
            if (Coerce(item, list.Type, types) is not { } value)
                return null;
            values.Add(value);
        }
        return new(values);
    }

    static IpldValue? CoerceNamed(ValueNode literal, string name, OrderedMap<SdlType> types) =>
        name switch
        {
            "String" => literal is StringValueNode text ? (IpldValue)text.Value : null,
            "ID" => literal switch
            {
                StringValueNode text => (IpldValue)text.Value,
                IntValueNode number => (IpldValue)number.Value,
                _ => null,
            },
            "Boolean" => literal is BooleanValueNode flag ? (IpldValue)flag.Value : null,
            "Int" => literal is IntValueNode number
            && int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? (IpldValue)(long)value
                : null,
            "Float" => CoerceFloat(literal),
            _ => types.TryGetValue(name, out var type) ? CoerceOwn(literal, type, types) : null,
        };

    static IpldValue? CoerceFloat(ValueNode literal)
    {
        var digits = literal switch
        {
            IntValueNode number => number.Value,
            FloatValueNode number => number.Value,
            _ => null,
        };
        return
            digits is not null
            && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? SdlNumber.Of(value)
            : null;
    }

    static IpldValue? CoerceOwn(ValueNode literal, SdlType type, OrderedMap<SdlType> types) =>
        type.Kind switch
        {
            SdlKind.Enum when literal is EnumValueNode word && type.Values.Any(v => v.Name == word.Value) => word.Value,
            SdlKind.Input when literal is ObjectValueNode fields => CoerceObject(fields, type, types),
            // A custom scalar has no rule of its own; all that the built-in directives ask for are texts.
            SdlKind.Scalar when literal is StringValueNode text => text.Value,
            _ => null,
        };

    static IpldMap? CoerceObject(ObjectValueNode literal, SdlType type, OrderedMap<SdlType> types)
    {
        var entries = new List<KeyValuePair<string, IpldValue>>();
        foreach (var field in type.InputFields)
        {
            var given = literal.Fields.FirstOrDefault(f => f.Name == field.Name)?.Value ?? field.DefaultValue;
            if (given is null && field.Type is not NonNullTypeNode)
                continue;
            if (given is null || Coerce(given, field.Type, types) is not { } value)
                return null;
            entries.Add(new(field.Name, value));
        }
        return IpldMap.From(entries);
    }
}
