using System.Collections.Immutable;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlReader
{
    /// <summary>Directives that set bounds, and the JSON type that each fits. In the order in which they are checked.</summary>
    static readonly ImmutableArray<(string Directive, string JsonType)> BoundsDirectives =
    [
        ("boolean", "boolean"),
        ("float", "number"),
        ("int", "integer"),
        ("string", "string"),
    ];

    SdlValue.Scalar ReadScalar(FieldUse field, SdlScalar scalar)
    {
        SdlDirective? bounds = null;
        foreach (var (name, jsonType) in BoundsDirectives)
        {
            if (field.Find(name) is not { } directive)
                continue;
            if (jsonType != scalar.JsonType)
            {
                throw document.Unsupported(
                    $"Unexpected @{name} directive with type {scalar.Name} on {field.Of}",
                    directive.At
                );
            }
            bounds = directive;
        }
        if (scalar.Name == "String" && bounds is null)
            throw document.Unsupported($"Missing @string directive on string {field.Of}", field.At);
        return new(
            scalar,
            bounds?.Name switch
            {
                "string" => WithTextBounds(field, scalar.Schema, bounds),
                "int" or "float" => WithNumberBounds(field, scalar.Schema, bounds),
                _ => scalar.Schema,
            }
        );
    }

    IpldMap WithTextBounds(FieldUse field, IpldMap schema, SdlDirective bounds)
    {
        if (bounds.Text("default") is { } text)
        {
            // Lengths of a default are counted in UTF-16 units, as JavaScript does.
            if (bounds["maxLength"] is IpldInteger most && text.Length > most.Value)
                throw OutOfBounds("Length of default value is higher than maxLength constraint");
            if (bounds["minLength"] is IpldInteger least && text.Length < least.Value)
                throw OutOfBounds("Length of default value is lower than minLength constraint");
        }
        return With(schema, bounds, ("maxLength", "maxLength"), ("minLength", "minLength"), ("default", "default"));

        CompositeException OutOfBounds(string problem) => document.Unsupported($"{problem} on {field.Of}", bounds.At);
    }

    IpldMap WithNumberBounds(FieldUse field, IpldMap schema, SdlDirective bounds)
    {
        if (bounds["default"] is { } given)
        {
            var value = SdlNumber.ToDouble(given);
            if (bounds["max"] is { } most && value > SdlNumber.ToDouble(most))
                throw OutOfBounds("Default value is higher than max constraint");
            if (bounds["min"] is { } least && value < SdlNumber.ToDouble(least))
                throw OutOfBounds("Default value is lower than min constraint");
        }
        return With(schema, bounds, ("max", "maximum"), ("min", "minimum"), ("default", "default"));

        CompositeException OutOfBounds(string problem) => document.Unsupported($"{problem} on {field.Of}", bounds.At);
    }

    static IpldMap With(
        IpldMap schema,
        SdlDirective bounds,
        params ReadOnlySpan<(string Argument, string Keyword)> keywords
    )
    {
        foreach (var (argument, keyword) in keywords)
        {
            if (bounds[argument] is { } value)
                schema = schema.With(keyword, value);
        }
        return schema;
    }
}
