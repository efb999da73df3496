namespace ComposeServer.Ipld;

public readonly partial struct Cid
{
    const int Version0TextLength = 46;

    /// <summary>Reads the text form: base58btc without prefix for v0, any multibase for v1.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Cid cid)
    {
        cid = default;
        if (text.Length == Version0TextLength && text.StartsWith("Qm"))
            return Base58Btc.TryDecode(text, out var bare) && TryRead(bare, out cid);

        // A v0 name never has a multibase prefix.
        return Multibase.TryDecode(text, out var bytes)
            && TryRead(bytes, out cid)
            && (cid.Version == 1 || Refuse(out cid));
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is no CID.</exception>
    public static Cid Parse(string text) =>
        TryParse(text, out var cid) ? cid : throw new FormatException($"not a CID: {text}");

    /// <summary>Text form: <c>b</c> + base32 for v1, base58btc for v0, empty for <c>default</c>.</summary>
    public override string ToString() =>
        IsEmpty ? ""
        : Version == 0 ? Base58Btc.Encode(Bytes)
        : Multibase.Encode(Multibase.Base32Prefix, Bytes);

    /// <summary>Text form in another multibase; of a v1 CID only.</summary>
    /// <param name="multibase">Prefix, for example <c>k</c>.</param>
    /// <exception cref="InvalidOperationException">Version 0 has one text form only.</exception>
    public string ToString(char multibase) =>
        Version == 1
            ? Multibase.Encode(multibase, Bytes)
            : throw new InvalidOperationException("a CID of version 0 has no multibase form");

    static bool Refuse(out Cid cid)
    {
        cid = default;
        return false;
    }
}
