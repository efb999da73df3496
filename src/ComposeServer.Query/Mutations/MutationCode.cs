namespace ComposeServer.Query.Mutations;

/// <summary>Reasons for which a mutation is refused, beside those of the engine and the intake.</summary>
public static class MutationCode
{
    /// <summary>The events that a caller signed are not those that the request makes.</summary>
    public const string SigningMismatch = "SIGNING_MISMATCH";

    /// <summary>A field of the request builds on what another field of it writes, so it cannot be prepared.</summary>
    public const string SigningDependent = "SIGNING_DEPENDENT";

    /// <summary>The member <c>extensions.signing</c> is neither <c>"prepare"</c> nor a list of signed events.</summary>
    public const string SigningMalformed = "SIGNING_MALFORMED";

    /// <summary>A value that would make a key of a SET document which other nodes refuse.</summary>
    public const string UnsupportedSetValue = "UNSUPPORTED_SET_VALUE";
}
