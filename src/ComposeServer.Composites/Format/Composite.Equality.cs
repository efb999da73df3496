using System.Security.Cryptography;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Composites.Format;

/// <summary>Two composites are equal when their files say the same, whatever the order of members.</summary>
public sealed partial class Composite : IEquatable<Composite>
{
    /// <summary>Names the content: the same for equal composites. Hexadecimal SHA-256 over the canonical DAG-CBOR of the file.</summary>
    public string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(DagCborEncoder.Encode(ReadBack(ToUtf8(withCapabilities: true)))));

    /// <inheritdoc/>
    public bool Equals(Composite? other) => other is not null && (ReferenceEquals(this, other) || Hash == other.Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Composite);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    static IpldValue ReadBack(byte[] json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json, CompactJson.ReadOptions);
        return PlainJson.FromDocument(document.RootElement);
    }
}
