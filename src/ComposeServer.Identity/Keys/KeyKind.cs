namespace ComposeServer.Identity.Keys;

/// <summary>The curves a did:key may name here. The JWS algorithm follows from the kind, never from a header.</summary>
public enum KeyKind
{
    /// <summary>Multicodec <c>0xed</c>, 32-byte key, JWS <c>EdDSA</c>.</summary>
    Ed25519 = 0,

    /// <summary>Multicodec <c>0xe7</c>, 33-byte compressed point, JWS <c>ES256K</c>.</summary>
    Secp256k1 = 1,

    /// <summary>Multicodec <c>0x1200</c>, 33-byte compressed point, JWS <c>ES256</c>.</summary>
    P256 = 2,
}
