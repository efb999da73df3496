namespace ComposeServer.Composites.Format;

/// <summary>An index that a composite asks for on a model: one or more fields, in order.</summary>
/// <remarks>JSON: <c>{"fields":[{"path":["name"]}]}</c>. Source: <c>@createIndex</c>.</remarks>
/// <param name="Paths">Where each field lies in the document's content, step by step.</param>
public sealed record ModelIndex(IReadOnlyList<IReadOnlyList<string>> Paths);
