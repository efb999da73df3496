namespace ComposeServer.Identity;

/// <summary>The stable words by which this room refuses. Clients and metrics branch on them; they never change.</summary>
public static class IdentityCode
{
    /// <summary>Not a DID of W3C DID Core 3.1, or a did:key or did:pkh whose specific part does not read.</summary>
    public const string InvalidDid = "INVALID_DID";

    /// <summary>A DID method other than did:key and did:pkh.</summary>
    public const string UnsupportedDidMethod = "UNSUPPORTED_DID_METHOD";

    /// <summary>A did:key of another curve.</summary>
    public const string UnsupportedKey = "UNSUPPORTED_KEY";

    /// <summary>A did:pkh of a chain other than eip155 and solana.</summary>
    public const string UnsupportedChain = "UNSUPPORTED_CHAIN";

    /// <summary>The envelope or its protected header is malformed.</summary>
    public const string InvalidJws = "INVALID_JWS";

    /// <summary>The protected header names no key.</summary>
    public const string MissingKid = "MISSING_KID";

    /// <summary>The named key is not in the signer's DID document.</summary>
    public const string InvalidKid = "INVALID_KID";

    /// <summary>The header's algorithm is not the one of the key.</summary>
    public const string AlgorithmMismatch = "ALGORITHM_MISMATCH";

    /// <summary>The signature does not belong to the key and bytes.</summary>
    public const string InvalidSignature = "INVALID_SIGNATURE";

    /// <summary>Signed by a DID that may not write for the controller.</summary>
    public const string WrongSigner = "WRONG_SIGNER";

    /// <summary>The header names a capability that is not at hand.</summary>
    public const string CapabilityMissing = "CAPABILITY_MISSING";

    /// <summary>A capability came along that is not the one the header names.</summary>
    public const string CapabilityMismatch = "CAPABILITY_MISMATCH";

    /// <summary>The capability block is malformed, or a date in it does not parse.</summary>
    public const string InvalidCapability = "INVALID_CAPABILITY";

    /// <summary>No verifier for the capability's signature kind.</summary>
    public const string UnsupportedCapability = "UNSUPPORTED_CAPABILITY";

    /// <summary>The capability's resources do not cover the stream.</summary>
    public const string CapabilityNotPermitted = "CAPABILITY_NOT_PERMITTED";

    /// <summary>Issued or valid from later than the time in question.</summary>
    public const string CapabilityNotYetValid = "CAPABILITY_NOT_YET_VALID";

    /// <summary>Expired before the time in question.</summary>
    public const string CapabilityExpired = "CAPABILITY_EXPIRED";

    /// <summary>Valid for longer than this server allows.</summary>
    public const string CapabilityTooLong = "CAPABILITY_TOO_LONG";

    /// <summary>On the operator's list of capabilities that no longer count.</summary>
    public const string CapabilityRevoked = "CAPABILITY_REVOKED";

    /// <summary>The capability passes on what another one gave, which no capability does here.</summary>
    public const string CapabilityChainUnsupported = "CAPABILITY_CHAIN_UNSUPPORTED";

    /// <summary>The capability was not signed by its issuer.</summary>
    public const string CapabilitySignatureInvalid = "CAPABILITY_SIGNATURE_INVALID";

    /// <summary>A contract wallet's signature that nobody could ask the chain about: neither valid nor invalid.</summary>
    public const string CapabilityUnresolved = "CAPABILITY_UNRESOLVED";

    /// <summary>The resource <c>ceramic://*</c> on a server that forbids it.</summary>
    public const string WildcardForbidden = "WILDCARD_FORBIDDEN";

    /// <summary>A session text that does not read.</summary>
    public const string InvalidSession = "INVALID_SESSION";

    /// <summary>An admin request without its header.</summary>
    public const string MissingAuthorization = "MISSING_AUTHORIZATION";

    /// <summary>An admin header of another form than <c>Basic …</c>.</summary>
    public const string InvalidAuthorization = "INVALID_AUTHORIZATION";

    /// <summary>An admin request body without <c>jws</c>.</summary>
    public const string MissingAdminJws = "MISSING_ADMIN_JWS";

    /// <summary>An admin JWS made for another path.</summary>
    public const string AdminPathMismatch = "ADMIN_PATH_MISMATCH";

    /// <summary>A code never given out, or used before.</summary>
    public const string AdminCodeInvalid = "ADMIN_CODE_INVALID";

    /// <summary>A code older than a minute.</summary>
    public const string AdminCodeExpired = "ADMIN_CODE_EXPIRED";

    /// <summary>More codes redeemed in a minute than are remembered.</summary>
    public const string AdminCodesExhausted = "ADMIN_CODES_EXHAUSTED";

    /// <summary>A DID that is no admin of this node.</summary>
    public const string NotAdmin = "NOT_ADMIN";

    /// <summary>Every code of this room.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        InvalidDid,
        UnsupportedDidMethod,
        UnsupportedKey,
        UnsupportedChain,
        InvalidJws,
        MissingKid,
        InvalidKid,
        AlgorithmMismatch,
        InvalidSignature,
        WrongSigner,
        CapabilityMissing,
        CapabilityMismatch,
        InvalidCapability,
        UnsupportedCapability,
        CapabilityNotPermitted,
        CapabilityNotYetValid,
        CapabilityExpired,
        CapabilityTooLong,
        CapabilityRevoked,
        CapabilityChainUnsupported,
        CapabilitySignatureInvalid,
        CapabilityUnresolved,
        WildcardForbidden,
        InvalidSession,
        MissingAuthorization,
        InvalidAuthorization,
        MissingAdminJws,
        AdminPathMismatch,
        AdminCodeInvalid,
        AdminCodeExpired,
        AdminCodesExhausted,
        NotAdmin,
    ];
}
