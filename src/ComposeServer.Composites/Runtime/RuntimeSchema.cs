using System.Collections.Frozen;
using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>The JSON Schema of a model, as far as field types are concerned.</summary>
/// <param name="Root">The schema itself, against which references are resolved.</param>
readonly record struct RuntimeSchema(JsonPlace Root)
{
    static readonly FrozenDictionary<string, RuntimeScalar> ByTitle = new Dictionary<string, RuntimeScalar>
    {
        ["GraphQLID"] = RuntimeScalar.Id,
        ["GraphQLDID"] = RuntimeScalar.Did,
        ["CeramicStreamID"] = RuntimeScalar.StreamId,
        ["CeramicCommitID"] = RuntimeScalar.CommitId,
        ["InterPlanetaryCID"] = RuntimeScalar.Cid,
        ["ChainAgnosticAccountID"] = RuntimeScalar.AccountId,
        ["ChainAgnosticChainID"] = RuntimeScalar.ChainId,
        ["GraphQLURI"] = RuntimeScalar.Uri,
        ["GraphQLDate"] = RuntimeScalar.Date,
        ["GraphQLDateTime"] = RuntimeScalar.DateTime,
        ["GraphQLTime"] = RuntimeScalar.Time,
        ["GraphQLLocalDate"] = RuntimeScalar.LocalDate,
        ["GraphQLLocalTime"] = RuntimeScalar.LocalTime,
        ["GraphQLTimeZone"] = RuntimeScalar.TimeZone,
        ["GraphQLUtcOffset"] = RuntimeScalar.UtcOffset,
        ["GraphQLDuration"] = RuntimeScalar.Duration,
        ["GraphQLCountryCode"] = RuntimeScalar.CountryCode,
        ["GraphQLLocale"] = RuntimeScalar.Locale,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The schema a property stands for: itself, or the target of its one reference. References are not chained.</summary>
    public (JsonPlace Schema, bool IsReference) Follow(JsonPlace property)
    {
        if (property.Json.ValueKind != JsonValueKind.Object || property.Optional("$ref") is not { } reference)
            return (property, false);
        var pointer = reference.Text();
        return Resolve(pointer) is { Json.ValueKind: JsonValueKind.Object } target
            ? (target, true)
            : throw CompositeException.Because(CompositeErrorCode.RuntimeInvalid, $"Missing reference: {pointer}");
    }

    /// <summary>The type of a schema; null when it names none or several.</summary>
    public static string? TypeOf(JsonPlace schema) =>
        schema.Json.ValueKind == JsonValueKind.Object && schema.Optional("type") is { IsText: true } type
            ? type.Text()
            : null;

    /// <summary>The scalar of a schema. Numbers lose a title they may have; strings are told apart by it.</summary>
    /// <returns>Null for a type that has no scalar.</returns>
    /// <exception cref="CompositeException">The schema names no type.</exception>
    public static RuntimeScalar? ScalarOf(JsonPlace schema)
    {
        if (schema.Json.ValueKind != JsonValueKind.Object || schema.Optional("type") is null)
            throw CompositeException.Because(CompositeErrorCode.RuntimeInvalid, "Missing scalar type");
        return TypeOf(schema) switch
        {
            "boolean" => RuntimeScalar.Boolean,
            "integer" => RuntimeScalar.Integer,
            "number" => RuntimeScalar.Float,
            "string" when schema.Optional("title") is { IsText: true } title => ByTitle.GetValueOrDefault(
                title.Text(),
                RuntimeScalar.String
            ),
            "string" => RuntimeScalar.String,
            _ => null,
        };
    }

    /// <summary>Follows a JSON Pointer in a URI fragment (RFC 6901, 6).</summary>
    JsonPlace? Resolve(string pointer)
    {
        if (!pointer.StartsWith('#'))
            return null;
        JsonPlace? found = Root;
        foreach (var step in pointer[1..].Split('/').Skip(1))
        {
            if (found is not { Json.ValueKind: JsonValueKind.Object } owner)
                return null;
            found = owner.Optional(
                Uri.UnescapeDataString(step)
                    .Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal)
            );
        }
        return found;
    }
}
