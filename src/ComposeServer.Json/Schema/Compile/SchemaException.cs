namespace ComposeServer.Json.Schema.Compile;

/// <summary>Ends a compilation from any depth; never leaves <see cref="JsonSchema.Compile"/>.</summary>
sealed class SchemaException(SchemaError error) : Exception(error.Detail)
{
    public SchemaException(string code, string detail)
        : this(new SchemaError(code, detail)) { }

    public SchemaError Error { get; } = error;
}
