using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Json.Schema;

/// <summary>A compiled schema, or why there is none.</summary>
public sealed class SchemaCompilation
{
    internal SchemaCompilation(JsonSchema schema) => Schema = schema;

    internal SchemaCompilation(SchemaError error) => Error = error;

    /// <summary>Ready for use by many threads; null when the schema is in error.</summary>
    public JsonSchema? Schema { get; }

    /// <summary>The first fault; null when compiled.</summary>
    public SchemaError? Error { get; }

    /// <summary>True when there is a <see cref="Schema"/>.</summary>
    [MemberNotNullWhen(true, nameof(Schema))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsCompiled => Schema is not null;
}
