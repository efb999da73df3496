using System.Runtime.CompilerServices;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Documents;

/// <summary>A document as resolvers see it: its state, its type in the schema, and its content, parsed when first asked for.</summary>
/// <param name="state">The document's state.</param>
/// <param name="typeName">Name of the document's model in the schema.</param>
sealed class DocumentNode(DocumentState state, string typeName) : ITyped, IServedDocument
{
    /// <summary>Parts of an answer may read at the same time: a reference is there whole or not at all.</summary>
    StrongBox<JsonElement>? _content;

    public DocumentState State => state;

    public string TypeName => typeName;

    public string Id => state.Id.ToString();

    public string Account => state.Controller.Text;

    public JsonElement Content => (_content ??= new(JsonElement.Parse(state.Content.Span))).Value;

    /// <summary>A member of the content; null when it is absent or null.</summary>
    public object? Member(string name) =>
        Content.ValueKind == JsonValueKind.Object
        && Content.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text member of the content.</summary>
    public string? Text(string name) =>
        Member(name) is JsonElement { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
