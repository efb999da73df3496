using System.Text.Json;

namespace ComposeServer.Composites.Format;

/// <summary>The file format. Source: <c>composedb.md</c> 5.2.</summary>
/// <remarks>
/// <code>
/// { version, models: { id: [ { jws: { payload, signatures: [ { protected, signature } ], link }, linkedBlock, cacaoBlock? } ] },
///   indices, aliases, views: { account, root, models }, commonEmbeds }
/// </code>
/// Blocks are base64 with padding. On input all but <c>version</c> and <c>models</c> may be missing.
/// </remarks>
public sealed partial class Composite
{
    /// <summary>Reads a file.</summary>
    /// <returns>
    /// The composite, every model's StreamID computed anew; or <c>COMPOSITE_INVALID</c>, <c>COMPOSITE_VERSION</c>,
    /// <c>MODEL_UNUSABLE</c>.
    /// </returns>
    public static CompositeResult<Composite> Read(ReadOnlyMemory<byte> utf8) =>
        CompositeResult<Composite>.Of(() => CompositeReader.Read(utf8));

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static CompositeResult<Composite> Read(JsonElement json) =>
        CompositeResult<Composite>.Of(() => CompositeReader.Read(json));

    /// <summary>Writes the file's content.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="withCapabilities">
    /// Also write <c>cacaoBlock</c>, so that models of sessions can be verified from the file alone. The JS tools pass over it.
    /// </param>
    public void WriteTo(Utf8JsonWriter writer, bool withCapabilities = false) =>
        CompositeWriter.Write(writer, this, withCapabilities);

    /// <summary>The file's content on one line, without a line end.</summary>
    public byte[] ToUtf8(bool withCapabilities = false) =>
        CompactJson.ToUtf8(writer => WriteTo(writer, withCapabilities));
}
