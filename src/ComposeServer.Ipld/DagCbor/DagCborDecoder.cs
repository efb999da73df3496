namespace ComposeServer.Ipld.DagCbor;

/// <summary>DAG-CBOR bytes to values.</summary>
/// <remarks>Never throws for any input. Memory follows the bytes that are there, never a length that is declared. Byte values are slices of the input.</remarks>
public static class DagCborDecoder
{
    /// <summary>Reads canonical bytes only.</summary>
    public static DagCborResult ReadStrict(ReadOnlyMemory<byte> bytes) => Read(bytes, DagCborRules.Strict);

    /// <summary>Reads what the JS reader lets pass: see <see cref="DagCborRules.AsReference"/>.</summary>
    public static DagCborResult ReadAsReference(ReadOnlyMemory<byte> bytes) => Read(bytes, DagCborRules.AsReference);

    /// <summary>Reads by these rules.</summary>
    public static DagCborResult Read(ReadOnlyMemory<byte> bytes, DagCborRules rules) =>
        new DagCborTree(bytes, rules).Read();

    /// <summary>Checks bytes without making values.</summary>
    /// <returns>Null if they are one value by these rules.</returns>
    public static DagCborError? Check(ReadOnlySpan<byte> bytes, DagCborRules rules)
    {
        var reader = new DagCborReader(bytes, rules);
        return reader.TrySkip() && reader.TryReadEnd() ? null : reader.Error;
    }
}
