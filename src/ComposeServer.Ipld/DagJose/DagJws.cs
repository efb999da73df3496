using ComposeServer.Ipld.DagCbor;
using UrlText = System.Buffers.Text.Base64Url;

namespace ComposeServer.Ipld.DagJose;

/// <summary>One signature of an envelope.</summary>
/// <param name="Protected">The header's UTF-8 exactly as it was signed; empty if there is none.</param>
/// <param name="Signature">Raw signature bytes.</param>
/// <param name="Header">The header that is not signed; null if there is none.</param>
public sealed record JwsSignature(
    ReadOnlyMemory<byte> Protected,
    ReadOnlyMemory<byte> Signature,
    IpldMap? Header = null
)
{
    /// <summary>Same bytes and an equal header.</summary>
    public bool Equals(JwsSignature? other) =>
        other is not null
        && Protected.Span.SequenceEqual(other.Protected.Span)
        && Signature.Span.SequenceEqual(other.Signature.Span)
        && Equals(Header, other.Header);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Signature.Span);
        return hash.ToHashCode();
    }
}

/// <summary>A signed link: a JSON Web Signature whose payload is the binary CID of a block. Nothing here has been verified.</summary>
/// <remarks>
/// <code>
/// block, codec 85:  { payload: CID bytes, signatures: [ { header?, protected, signature } ] }   in DAG-CBOR
/// JSON:             { payload, signatures: [ { protected, signature, header? } ], link }         base64url, link as text
/// </code>
/// Source: the IPLD DAG-JOSE specification; RFC 7515 section 7.2.1.
/// </remarks>
public sealed partial class DagJws : IEquatable<DagJws>
{
    /// <summary>An envelope of these parts.</summary>
    /// <param name="link">Name of the signed block.</param>
    /// <param name="signatures">One or more; kept, not copied.</param>
    /// <exception cref="ArgumentException">No link, or no signature.</exception>
    public DagJws(Cid link, IReadOnlyList<JwsSignature> signatures)
    {
        if (link.IsEmpty)
            throw new ArgumentException("an envelope signs a link", nameof(link));
        if (signatures.Count == 0)
            throw new ArgumentException("an envelope has a signature", nameof(signatures));
        Link = link;
        Signatures = signatures;
    }

    /// <summary>Name of the signed block.</summary>
    public Cid Link { get; }

    /// <summary>The payload as it was signed: the link's bytes.</summary>
    public ReadOnlyMemory<byte> Payload => Link.Memory;

    /// <summary>One or more.</summary>
    public IReadOnlyList<JwsSignature> Signatures { get; }

    /// <summary>What a signature covers: base64url(protected) ‖ <c>.</c> ‖ base64url(payload), in ASCII.</summary>
    public static byte[] SigningInput(ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload)
    {
        var split = UrlText.GetEncodedLength(protectedHeader.Length);
        var input = new byte[split + 1 + UrlText.GetEncodedLength(payload.Length)];
        UrlText.EncodeToUtf8(protectedHeader, input);
        input[split] = (byte)'.';
        UrlText.EncodeToUtf8(payload, input.AsSpan(split + 1));
        return input;
    }

    /// <summary>What the signature at an index from 0 covers.</summary>
    public byte[] SigningInput(int index) => SigningInput(Signatures[index].Protected.Span, Payload.Span);

    /// <summary>The canonical block and its name.</summary>
    public Block ToBlock() => Block.Of(Multicodec.DagJose, ToBytes());

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new PooledBuffer(512);
        var writer = new DagCborWriter(buffer);
        writer.WriteMap(2);
        writer.WriteText("payload"u8);
        writer.WriteBytes(Payload.Span);
        writer.WriteText("signatures"u8);
        writer.WriteList(Signatures.Count);
        foreach (var signature in Signatures)
            Write(ref writer, signature);
        writer.Flush();
        return buffer.Written.ToArray();
    }

    /// <summary>Same link and equal signatures.</summary>
    public bool Equals(DagJws? other) =>
        other is not null && Link == other.Link && Signatures.SequenceEqual(other.Signatures);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DagJws);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Link, Signatures[0]);

    static void Write(scoped ref DagCborWriter writer, JwsSignature signature)
    {
        var hasProtected = !signature.Protected.IsEmpty;
        writer.WriteMap(1 + (hasProtected ? 1 : 0) + (signature.Header is null ? 0 : 1));
        if (signature.Header is not null)
        {
            writer.WriteText("header"u8);
            writer.WriteItem(DagCborEncoder.Encode(signature.Header));
        }

        if (hasProtected)
        {
            writer.WriteText("protected"u8);
            writer.WriteBytes(signature.Protected.Span);
        }

        writer.WriteText("signature"u8);
        writer.WriteBytes(signature.Signature.Span);
    }
}
