using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary><c>enum Name { … }</c></summary>
public sealed class EnumType : LeafType
{
    readonly Dictionary<object, EnumValue> byValue;

    /// <summary>Makes the type of given values.</summary>
    /// <param name="name">Must keep <see cref="NameRule"/>.</param>
    /// <param name="values">The values in order.</param>
    /// <exception cref="ArgumentException">Two values have the same name.</exception>
    public EnumType(string name, IEnumerable<EnumValue> values)
        : base(name)
    {
        Values = new NamedList<EnumValue>(values);
        byValue = new Dictionary<object, EnumValue>(Values.Count);
        foreach (var value in Values)
        {
            byValue[value.Value] = value;
        }
    }

    public NamedList<EnumValue> Values { get; }
    public override TypeKind Kind => TypeKind.Enum;

    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables = null)
    {
        if (literal is not EnumValueNode node)
        {
            var text = Printer.Print(literal);
            return LeafResult.Fail($"Enum \"{Name}\" cannot represent non-enum value: {text}.", HintFor(text));
        }

        return ParseName(node.Value);
    }

    public override LeafResult ParseValue(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            var text = Inspection.Of(value);
            return LeafResult.Fail($"Enum \"{Name}\" cannot represent non-string value: {text}.", HintFor(text));
        }

        return ParseName(value.GetString()!);
    }

    public override LeafResult Serialize(object value)
    {
        var key = value is JsonElement json ? UntypedValue.FromJson(json) : value;
        return key is not null && byValue.TryGetValue(key, out var found)
            ? LeafResult.Of(found.Name)
            : LeafResult.Fail($"Enum \"{Name}\" cannot represent value: {Inspection.Of(value)}");
    }

    LeafResult ParseName(string name) =>
        Values.TryGet(name, out var found)
            ? LeafResult.Of(found.Value)
            : LeafResult.Fail($"Value \"{name}\" does not exist in \"{Name}\" enum.", HintFor(name));

    string HintFor(string text) => Suggestion.Hint("the enum value", Suggestion.Near(text, Values.Select(v => v.Name)));
}

/// <summary>One value of an enum type.</summary>
public sealed class EnumValue : INamed
{
    /// <summary>Makes a value.</summary>
    /// <param name="name">Must keep <see cref="NameRule"/> and be none of <c>true</c>, <c>false</c>, <c>null</c>.</param>
    /// <param name="value">What resolvers get and return; the name itself unless given.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public EnumValue(string name, object? value = null)
    {
        if (name is "true" or "false" or "null")
        {
            throw new ArgumentException($"Enum values cannot be named: {name}", nameof(name));
        }

        Name = NameRule.Checked(name);
        Value = value ?? name;
    }

    public string Name { get; }
    public object Value { get; }
    public string? Description { get; init; }

    /// <summary>Why the value should no longer be used; null when it may.</summary>
    public string? DeprecationReason { get; init; }
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>The definition in SDL this value was made from, if any.</summary>
    public EnumValueDefinitionNode? Syntax { get; init; }

    public override string ToString() => Name;
}
