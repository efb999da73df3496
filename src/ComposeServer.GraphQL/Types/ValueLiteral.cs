using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Coerced input values as literals in normal form, which is how schemas show default values.</summary>
public static class ValueLiteral
{
    /// <summary>The literal of a coerced value of the shapes of <see cref="InputLiteral"/>.</summary>
    /// <returns>Null when the value has no literal of that type.</returns>
    public static ValueNode? Of(object? value, GraphQLType type)
    {
        switch (type)
        {
            case NonNullType nonNull:
                return Of(value, nonNull.OfType) is { } inner and not NullValueNode ? inner : null;
            case var _ when value is null:
                return new NullValueNode();
            case ListType list when value is IEnumerable items and not string and not IDictionary:
                return new ListValueNode
                {
                    Values = [.. items.Cast<object?>().Select(item => Of(item, list.OfType)).OfType<ValueNode>()],
                };
            case ListType list:
                return Of(value, list.OfType);
            case InputObjectType inputObject:
                return value is IReadOnlyDictionary<string, object?> entries ? OfObject(entries, inputObject) : null;
            case LeafType leaf:
                return leaf.Serialize(value) is { IsValid: true, Value: { } serialized }
                    ? OfLeaf(serialized, leaf)
                    : null;
            default:
                return null;
        }
    }

    static ObjectValueNode OfObject(IReadOnlyDictionary<string, object?> entries, InputObjectType type)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in type.Fields)
        {
            if (entries.TryGetValue(field.Name, out var value) && Of(value, field.Type) is { } literal)
            {
                fields.Add(new ObjectFieldNode { Name = field.Name, Value = literal });
            }
        }

        return new ObjectValueNode { Fields = fields.DrainToImmutable() };
    }

    static ValueNode? OfLeaf(object serialized, LeafType type)
    {
        switch (serialized is JsonElement json ? UntypedValue.FromJson(json) : serialized)
        {
            case bool flag:
                return new BooleanValueNode { Value = flag };
            case int number:
                return IntValueNode.Of(number);
            case long number:
                return IntValueNode.Of(number);
            case double number when double.IsFinite(number):
                return OfNumber(NumberText.Of(number));
            case string text when type is EnumType:
                return new EnumValueNode { Value = text };
            case string text when ReferenceEquals(type, BuiltInScalars.Id) && NumberText.IsIntegerLiteral(text):
                return new IntValueNode { Value = text };
            case string text:
                return new StringValueNode { Value = text };
            default:
                return null;
        }
    }

    static ValueNode OfNumber(string text) =>
        NumberText.IsIntegerLiteral(text) ? new IntValueNode { Value = text } : new FloatValueNode { Value = text };
}
