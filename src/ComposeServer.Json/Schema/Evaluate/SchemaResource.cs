namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>A schema with its own URI: a document, or a part of one that has <c>$id</c>.</summary>
sealed class SchemaResource(string baseUri)
{
    /// <summary>Absolute, without fragment; may be empty or a bare word for schemas without <c>$id</c>.</summary>
    public string BaseUri { get; } = baseUri;

    /// <summary>What its dynamic anchors name, compiled.</summary>
    public Dictionary<string, SchemaNode> DynamicTargets { get; } = new(StringComparer.Ordinal);
}
