using System.Net;
using System.Text.Json;

namespace ComposeServer.Testing.Nodes;

/// <summary>What came back from <c>/graphql</c>.</summary>
/// <param name="Status">Of the HTTP response.</param>
/// <param name="Body">The whole answer.</param>
/// <param name="Position">The header <c>ComposeServer-Position</c>: where the log stands after a write.</param>
public sealed record GraphQLAnswer(HttpStatusCode Status, JsonElement Body, long? Position)
{
    /// <summary>The data of an answer without errors.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message shows them.</exception>
    public JsonElement Data =>
        Errors.Count == 0 && Body.TryGetProperty("data", out var data)
            ? data
            : throw new InvalidOperationException($"{(int)Status}: {Body}");

    /// <summary>All errors; none is an empty list.</summary>
    public IReadOnlyList<JsonElement> Errors =>
        Body.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>The only error.</summary>
    public JsonElement Error =>
        Errors is [var only]
            ? only
            : throw new InvalidOperationException($"{Errors.Count} errors, one was expected: {Body}");

    /// <summary>Code of the only error.</summary>
    public string Code => Error.Text("extensions.code")!;

    /// <summary>Text of the only error.</summary>
    public string Message => Error.Text("message")!;
}
