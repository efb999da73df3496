using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.DagJose;

/// <summary>Someone who can open an envelope.</summary>
/// <param name="EncryptedKey">The content key, encrypted; null where it is agreed upon directly.</param>
/// <param name="Header">The header of this recipient; null if there is none.</param>
public sealed record JweRecipient(IpldBytes? EncryptedKey, IpldMap? Header);

/// <summary>An encrypted envelope: a JSON Web Encryption as DAG-JOSE stores it. It is carried and shown, never opened here.</summary>
/// <remarks>
/// <code>
/// block, codec 85:  { iv?, aad?, tag?, protected?, ciphertext, recipients?: [ { header?, encrypted_key? } ], unprotected? }
/// JSON:             the same members, bytes as base64url
/// </code>
/// Source: the IPLD DAG-JOSE specification; RFC 7516 section 7.2.1.
/// </remarks>
public sealed partial record DagJwe
{
    /// <summary>The encrypted bytes.</summary>
    public required IpldBytes Ciphertext { get; init; }

    /// <summary>Initialisation vector.</summary>
    public IpldBytes? Iv { get; init; }

    /// <summary>Authentication tag.</summary>
    public IpldBytes? Tag { get; init; }

    /// <summary>Data that is authenticated and not encrypted.</summary>
    public IpldBytes? Aad { get; init; }

    /// <summary>The protected header's UTF-8.</summary>
    public IpldBytes? Protected { get; init; }

    /// <summary>The header that nothing protects.</summary>
    public IpldMap? Unprotected { get; init; }

    /// <summary>Who can open it; null if the member is not there.</summary>
    public IReadOnlyList<JweRecipient>? Recipients { get; init; }

    /// <summary>The canonical block and its name.</summary>
    public Block ToBlock() => Block.Of(Multicodec.DagJose, ToBytes());

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var members = new List<KeyValuePair<string, IpldValue>>();
        Add("iv", Iv);
        Add("aad", Aad);
        Add("tag", Tag);
        Add("protected", Protected);
        Add("ciphertext", Ciphertext);
        Add("recipients", Recipients is null ? null : new IpldList([.. Recipients.Select(ToMap)]));
        Add("unprotected", Unprotected);
        return DagCborEncoder.Encode(IpldMap.From(members));

        void Add(string key, IpldValue? value)
        {
            if (value is not null)
                members.Add(new(key, value));
        }
    }

    /// <summary>Equal members.</summary>
    public bool Equals(DagJwe? other) => other is not null && ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    /// <inheritdoc/>
    public override int GetHashCode() => Ciphertext.GetHashCode();

    static IpldMap ToMap(JweRecipient recipient)
    {
        var map = IpldMap.Empty;
        if (recipient.Header is not null)
            map = map.With("header", recipient.Header);
        return recipient.EncryptedKey is null ? map : map.With("encrypted_key", recipient.EncryptedKey);
    }
}
