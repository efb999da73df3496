using ComposeServer.Ipld;
using ComposeServer.Streams.Models;

namespace ComposeServer.Indexing.Catalogue;

/// <summary>What a model's JSON Schema says of a top-level field, through one <c>$ref</c> into <c>$defs</c>.</summary>
/// <param name="Type">How it is compared; null when it cannot be (objects, lists).</param>
/// <param name="Word">The schema's word for its type.</param>
/// <param name="IsRequired">Whether every document has it.</param>
/// <param name="LengthMax">Characters of a text at most; null when the schema does not say.</param>
public sealed record FieldType(ColumnType? Type, string Word, bool IsRequired, int? LengthMax)
{
    const string Definitions = "#/$defs/";

    /// <returns>Null when the model has no such field.</returns>
    public static FieldType? Of(ModelDefinition definition, string field)
    {
        var schema = definition.Schema;
        if (Member(schema, "properties") is not { } properties || Member(properties, field) is not { } property)
            return null;
        property = Resolve(schema, property);
        var word = property.TryGet("type", out var type) && type is IpldString text ? text.Value : "unknown";
        ColumnType? column = word switch
        {
            "string" => ColumnType.Text,
            "integer" or "number" => ColumnType.Number,
            "boolean" => ColumnType.Boolean,
            _ => null,
        };
        return new(column, word, IsRequiredIn(schema, field), LengthMaxOf(property));
    }

    static int? LengthMaxOf(IpldMap property)
    {
        if (property.TryGet("maxLength", out var max) && max is IpldInteger { Value: var length } && length >= 0)
            return length <= int.MaxValue ? (int)length : null;
        return property.TryGet("enum", out var values) && values is IpldList list
            ? list.Items.OfType<IpldString>().Select(text => text.Value.Length).DefaultIfEmpty().Max()
            : null;
    }

    static IpldMap? Member(IpldMap map, string name) => map.TryGet(name, out var value) ? value as IpldMap : null;

    static IpldMap Resolve(IpldMap schema, IpldMap property) =>
        property.TryGet("$ref", out var reference)
        && reference is IpldString { Value: var target }
        && target.StartsWith(Definitions, StringComparison.Ordinal)
        && Member(schema, "$defs") is { } definitions
        && Member(definitions, target[Definitions.Length..]) is { } resolved
            ? resolved
            : property;

    static bool IsRequiredIn(IpldMap schema, string field) =>
        schema.TryGet("required", out var required)
        && required is IpldList names
        && names.Items.Any(name => name is IpldString text && text.Value == field);
}
