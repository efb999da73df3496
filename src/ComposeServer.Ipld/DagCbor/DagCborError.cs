namespace ComposeServer.Ipld.DagCbor;

/// <summary>Why bytes are not DAG-CBOR.</summary>
/// <param name="Code">One of <see cref="DagCborErrorCode"/>.</param>
/// <param name="Offset">Where in the input, in bytes from 0.</param>
public readonly record struct DagCborError(string Code, int Offset)
{
    /// <summary>Text for people.</summary>
    public override string ToString() => $"{Code} at byte {Offset}";
}

/// <summary>Every way in which bytes can fail to be DAG-CBOR. Words are public and never change.</summary>
public static class DagCborErrorCode
{
    /// <summary>There are no bytes.</summary>
    public const string Empty = "CBOR_EMPTY";

    /// <summary>The input ends inside an item, or a declared length is more than the input holds.</summary>
    public const string Truncated = "CBOR_TRUNCATED";

    /// <summary>Bytes follow the value.</summary>
    public const string TrailingBytes = "CBOR_TRAILING_BYTES";

    /// <summary>An item of indefinite length, or a break.</summary>
    public const string Indefinite = "CBOR_INDEFINITE_LENGTH";

    /// <summary>An integer or a length in more bytes than it needs.</summary>
    public const string NotShortest = "CBOR_NOT_SHORTEST";

    /// <summary>A head with reserved bits.</summary>
    public const string Reserved = "CBOR_RESERVED";

    /// <summary>A tag other than 42.</summary>
    public const string Tag = "CBOR_TAG";

    /// <summary>Tag 42 over something that is not <c>00</c> and a binary CID.</summary>
    public const string Link = "CBOR_LINK";

    /// <summary>A float of 16 or 32 bits.</summary>
    public const string FloatWidth = "CBOR_FLOAT_WIDTH";

    /// <summary>NaN or an infinity.</summary>
    public const string FloatValue = "CBOR_FLOAT_VALUE";

    /// <summary>A simple value other than false, true and null.</summary>
    public const string Simple = "CBOR_SIMPLE";

    /// <summary>A string that is not UTF-8.</summary>
    public const string Utf8 = "CBOR_UTF8";

    /// <summary>A map key that is not a string.</summary>
    public const string KeyKind = "CBOR_KEY_KIND";

    /// <summary>Map keys not in canonical order.</summary>
    public const string KeyOrder = "CBOR_KEY_ORDER";

    /// <summary>A map key that comes twice.</summary>
    public const string KeyRepeated = "CBOR_KEY_REPEATED";

    /// <summary>More lists and maps inside each other than <see cref="DagCborLimits.DepthMax"/>.</summary>
    public const string Depth = "CBOR_DEPTH";

    /// <summary>Well formed, and another kind than its reader asked for.</summary>
    public const string UnexpectedKind = "CBOR_UNEXPECTED_KIND";
}
