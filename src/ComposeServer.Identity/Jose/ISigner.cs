using ComposeServer.Identity.Dids;

namespace ComposeServer.Identity.Jose;

/// <summary>A private key that signs JWS input. It owns the key and overwrites it when disposed of.</summary>
public interface ISigner : IDisposable
{
    /// <summary>The did:key of the public key.</summary>
    Did Did { get; }

    /// <summary>What the header's <c>kid</c> says: the DID with the fragment of its only key.</summary>
    string Kid { get; }

    /// <summary><c>EdDSA</c>, <c>ES256K</c> or <c>ES256</c>.</summary>
    string Algorithm { get; }

    /// <summary>Signs, hashing first where the algorithm says so.</summary>
    /// <returns>64 bytes.</returns>
    byte[] Sign(ReadOnlySpan<byte> input);
}
