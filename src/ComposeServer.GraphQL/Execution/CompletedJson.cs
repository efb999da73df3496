using System.Buffers;

namespace ComposeServer.GraphQL.Execution;

/// <summary>JSON text that goes into the response as it is: a field's value with all its sub-selections, or an extension.</summary>
/// <param name="Utf8">One well-formed JSON value. The maker answers for its shape: it is not looked into.</param>
public sealed record CompletedJson(ReadOnlySequence<byte> Utf8)
{
    /// <summary>Text that lies in one piece.</summary>
    public CompletedJson(ReadOnlyMemory<byte> utf8)
        : this(new ReadOnlySequence<byte>(utf8)) { }

    internal bool IsNull => Utf8.Length == 4 && Utf8.FirstSpan.SequenceEqual("null"u8);
}
