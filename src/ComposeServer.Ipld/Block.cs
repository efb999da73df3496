namespace ComposeServer.Ipld;

/// <summary>Bytes and their name. That the name is right is for whoever made the pair to know; <see cref="IsNamedRight"/> asks.</summary>
public readonly record struct Block(Cid Cid, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Names these bytes: CID v1, SHA-256.</summary>
    public static Block Of(ulong codec, ReadOnlyMemory<byte> bytes) => new(Cid.Compute(codec, bytes.Span), bytes);

    /// <summary>Hashes the bytes and compares.</summary>
    public bool IsNamedRight => Cid.Names(Bytes.Span);

    /// <summary>Same name and same bytes.</summary>
    public bool Equals(Block other) => Cid == other.Cid && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Cid.GetHashCode();
}
