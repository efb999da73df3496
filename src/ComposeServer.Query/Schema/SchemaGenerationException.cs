namespace ComposeServer.Query.Schema;

/// <summary>A runtime definition from which no schema can be made; the text is the JS runtime's where it has one.</summary>
public sealed class SchemaGenerationException(string message) : Exception(message);
