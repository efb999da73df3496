namespace ComposeServer.Ipld.DagJose;

/// <summary>Why bytes or JSON are no DAG-JOSE envelope.</summary>
/// <param name="Code">One of <see cref="DagJoseErrorCode"/>, or a <see cref="DagCbor.DagCborErrorCode"/>.</param>
/// <param name="Detail">Text for people.</param>
public readonly record struct DagJoseError(string Code, string Detail);

/// <summary>Every way in which an envelope can be wrong beyond its encoding. Words are public and never change.</summary>
public static class DagJoseErrorCode
{
    /// <summary>A member is missing, foreign or of another kind than the standard says.</summary>
    public const string Shape = "JOSE_SHAPE";

    /// <summary>Text that is not base64url without padding.</summary>
    public const string Base64 = "JOSE_BASE64";

    /// <summary>The payload of a JWS is no CID, or <c>link</c> names another.</summary>
    public const string Link = "JOSE_LINK";
}
