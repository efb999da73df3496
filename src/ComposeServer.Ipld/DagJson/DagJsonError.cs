namespace ComposeServer.Ipld.DagJson;

/// <summary>Why text is not DAG-JSON, or a value has no DAG-JSON form.</summary>
/// <param name="Code">One of <see cref="DagJsonErrorCode"/>.</param>
/// <param name="Offset">Where in the input, in bytes from 0; 0 when writing.</param>
public readonly record struct DagJsonError(string Code, long Offset)
{
    /// <summary>Text for people.</summary>
    public override string ToString() => $"{Code} at byte {Offset}";
}

/// <summary>Every way in which DAG-JSON can fail. Words are public and never change.</summary>
public static class DagJsonErrorCode
{
    /// <summary>Not JSON, or more follows it.</summary>
    public const string Malformed = "DAG_JSON_MALFORMED";

    /// <summary>Text that is not Unicode.</summary>
    public const string Text = "DAG_JSON_TEXT";

    /// <summary>An integer outside −2⁶⁴ … 2⁶⁴−1, or a number too large for a float.</summary>
    public const string Number = "DAG_JSON_NUMBER";

    /// <summary>A key that comes twice.</summary>
    public const string KeyRepeated = "DAG_JSON_KEY_REPEATED";

    /// <summary>A map under the reserved key <c>/</c> that is neither a link nor bytes.</summary>
    public const string Reserved = "DAG_JSON_RESERVED";

    /// <summary>A link that is no CID.</summary>
    public const string Link = "DAG_JSON_LINK";

    /// <summary>Bytes that are not base64.</summary>
    public const string Bytes = "DAG_JSON_BYTES";

    /// <summary>Too many lists and maps inside each other.</summary>
    public const string Depth = "DAG_JSON_DEPTH";
}
