namespace ComposeServer.GraphQL.Execution;

/// <summary>JSON text that goes into the response as it is: a field's value with all its sub-selections, or an extension.</summary>
/// <param name="Utf8">One well-formed JSON value. The maker answers for its shape: it is not looked into.</param>
public sealed record CompletedJson(ReadOnlyMemory<byte> Utf8)
{
    internal bool IsNull => Utf8.Span.SequenceEqual("null"u8);
}
