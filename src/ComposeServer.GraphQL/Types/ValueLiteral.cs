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

    static ValueNode? OfLeaf(object serialized, LeafType type) =>
        serialized switch
        {
            string text when type is EnumType => new EnumValueNode { Value = text },
            string text when ReferenceEquals(type, BuiltInScalars.Id) && NumberText.IsIntegerLiteral(text) =>
                new IntValueNode { Value = text },
            JsonElement json => Untyped(UntypedValue.FromJson(json)),
            _ => Untyped(serialized),
        };

    /// <summary>Custom scalars may hold lists and objects.</summary>
    static ValueNode? Untyped(object? value) =>
        value switch
        {
            null => new NullValueNode(),
            bool flag => new BooleanValueNode { Value = flag },
            int number => IntValueNode.Of(number),
            long number => IntValueNode.Of(number),
            double number when double.IsFinite(number) => OfNumber(NumberText.Of(number)),
            string text => new StringValueNode { Value = text },
            IReadOnlyDictionary<string, object?> entries when entries.Keys.All(key => NameRule.Fault(key) is null) =>
                new ObjectValueNode
                {
                    Fields =
                    [
                        .. entries.Select(entry => new ObjectFieldNode
                        {
                            Name = entry.Key,
                            Value = Untyped(entry.Value) ?? new NullValueNode(),
                        }),
                    ],
                },
            object?[] items => new ListValueNode
            {
                Values = [.. items.Select(item => Untyped(item) ?? new NullValueNode())],
            },
            _ => null,
        };

    static ValueNode OfNumber(string text) =>
        NumberText.IsIntegerLiteral(text) ? new IntValueNode { Value = text } : new FloatValueNode { Value = text };
}
