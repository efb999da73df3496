using System.Text;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Documents;

/// <summary>What tells a document from others of its model and account: header member <c>unique</c> (composedb.md 4.1).</summary>
/// <remarks>LIST: 12 random bytes. SET: the UTF-8 text of the key. SINGLE has none.</remarks>
public readonly struct DocumentUnique : IEquatable<DocumentUnique>
{
    /// <summary>Length that clients give the random bytes of LIST documents.</summary>
    public const int RandomSizeBytes = 12;

    readonly ReadOnlyMemory<byte> _bytes;

    /// <param name="bytes">Kept, not copied: must not change afterwards.</param>
    public DocumentUnique(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>The key of a SET document.</summary>
    public static DocumentUnique OfKey(string key) => new(Encoding.UTF8.GetBytes(key));

    /// <summary>True when the bytes are this text in UTF-8.</summary>
    public bool IsKey(string key) =>
        _bytes.Length == Encoding.UTF8.GetByteCount(key) && _bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(key));

    /// <inheritdoc/>
    public bool Equals(DocumentUnique other) => _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DocumentUnique other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>base64 without padding, as stream states carry it.</summary>
    public override string ToString() => Base64Plain.Encode(_bytes.Span);

    /// <summary>Same bytes.</summary>
    public static bool operator ==(DocumentUnique left, DocumentUnique right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(DocumentUnique left, DocumentUnique right) => !left.Equals(right);
}
