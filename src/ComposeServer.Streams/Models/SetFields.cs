using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

/// <summary>The fields of a SET account relation must be able to tell documents apart (composedb.md 3.4).</summary>
static class SetFields
{
    const string Supported = "boolean, integer, number, string";

    public static ModelFault? Check(IReadOnlyList<string> fields, IpldMap schema)
    {
        if (fields.Count == 0)
            return new("At least one field must be defined for the SET account relation");
        var faults = new List<ModelFault>();
        foreach (var field in fields)
            Check(field, schema, faults);
        return faults.Count == 0 ? null : new("Invalid schema fields for SET account relation", faults);
    }

    static void Check(string field, IpldMap schema, List<ModelFault> faults)
    {
        if (Property(schema, field) is not { } property)
        {
            faults.Add(new($"Field not found in schema: {field}"));
            return;
        }

        if (!property.TryGet("type", out var type))
            faults.Add(new($"Missing type for field: {field}"));
        else if (type is not IpldString { Value: "boolean" or "integer" or "number" or "string" })
            faults.Add(
                new(
                    $"Unsupported type {Shown(type)} for field {field} set in the account relation, only the following types are supported: {Supported}"
                )
            );

        if (!IsRequired(schema, field))
            faults.Add(new($"Field {field} must be required to be used for the SET account relation"));
    }

    static IpldMap? Property(IpldMap schema, string field) =>
        schema.TryGet("properties", out var value)
        && value is IpldMap properties
        && properties.TryGet(field, out var found)
        && found is IpldMap property
            ? SchemaPointer.Resolve(schema, property)
            : null;

    static bool IsRequired(IpldMap schema, string field) =>
        schema.TryGet("required", out var value)
        && value is IpldList required
        && required.Items.Any(item => item is IpldString text && text.Value == field);

    static string Shown(IpldValue type) => type is IpldString text ? text.Value : type.ToString();
}
