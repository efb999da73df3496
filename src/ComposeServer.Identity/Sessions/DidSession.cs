using System.Security.Cryptography;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Sessions;

/// <summary>A key lent for writing in an account's name: a session key and the capability that the account signed for it. It overwrites the key when disposed of.</summary>
/// <remarks>
/// Text, as the stock did-session library makes it: base64url of JSON <c>{"sessionKeySeed": base64 of 32 bytes, "cacao": {h, p, s}}</c>. It carries
/// a private key: never log or store it. Source: spec ceramic.md 7.8, design 6.
/// </remarks>
public sealed partial class DidSession : IDisposable
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int TextLengthMax = 64 << 10;

    const int SeedSizeBytes = 32;
    const int NonceLength = 10;
    const string NonceLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    readonly Interop.SecretKey seed;

    /// <summary>As the text had it, or as the stock library orders its members: <see cref="Serialize"/> gives it back so.</summary>
    readonly IpldMap capabilityAsWritten;

    DidSession(ReadOnlySpan<byte> seed, Cacao capability, IpldMap capabilityAsWritten)
    {
        this.seed = Interop.SecretKey.Copy(seed);
        this.capabilityAsWritten = capabilityAsWritten;
        Signer = new Ed25519Signer(seed);
        Capability = capability;
        Parent = capability.Payload.Issuer.AsParent();
    }

    /// <summary>The session key.</summary>
    public ISigner Signer { get; }

    /// <summary>What the account signed; well-formed, proven only by a <see cref="CapabilityVerifier"/>.</summary>
    public Cacao Capability { get; }

    /// <summary>The account in whose name it writes: the controller of its streams.</summary>
    public Did Parent { get; }

    /// <summary>Makes a session for a wallet whose key is at hand.</summary>
    /// <param name="wallet">Signs the sign-in text, with the checksummed address as today's wallets show it.</param>
    /// <param name="request">What for.</param>
    /// <param name="clock">Gives the time of issue.</param>
    /// <param name="seed">32 bytes of the session key, or empty for a random one.</param>
    /// <exception cref="ArgumentException">No resource, a malformed member, or a seed of another length.</exception>
    public static DidSession Create(
        EthereumWallet wallet,
        SessionRequest request,
        TimeProvider clock,
        ReadOnlySpan<byte> seed = default
    )
    {
        if (request.Resources.Count == 0)
            throw new ArgumentException("Required: resource argument option when authorizing", nameof(request));
        if (seed.Length is not (0 or SeedSizeBytes))
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        Span<byte> key = stackalloc byte[SeedSizeBytes];
        if (seed.IsEmpty)
            RandomNumberGenerator.Fill(key);
        else
            seed.CopyTo(key);
        try
        {
            return Create(wallet, request, clock.GetUtcNow(), key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    static DidSession Create(
        EthereumWallet wallet,
        SessionRequest request,
        DateTimeOffset issuedAt,
        ReadOnlySpan<byte> key
    )
    {
        using var signer = new Ed25519Signer(key);
        var account = wallet.OnChain(request.ChainReference);
        var payload = new CacaoPayload(
            request.Domain,
            account.Did,
            signer.Did.Text,
            Version: "1",
            request.Nonce ?? RandomNumberGenerator.GetString(NonceLetters, NonceLength),
            CapabilityTimes.Format(issuedAt),
            NotBefore: null,
            CapabilityTimes.Format(request.ExpiresAt ?? issuedAt + SessionRequest.DefaultLifetime),
            request.Statement,
            RequestId: null,
            request.Resources
        );
        var text = SignInText.Current(payload, "Ethereum", wallet.ChecksummedAddress, account.Reference);
        var signature = new CacaoSignature("eip191", wallet.SignPersonal(text));
        return new DidSession(
            key,
            Cacao.Of(Cacao.HeaderOfEthereum, payload, signature),
            Cacao.ToMap(Cacao.HeaderOfEthereum, payload, signature)
        );
    }

    /// <summary>True once the capability's expiry has passed, without grace: such a session shall not sign.</summary>
    public bool IsExpired(TimeProvider clock) => Capability.Times.ExpiresAt < clock.GetUtcNow();

    /// <inheritdoc/>
    public void Dispose()
    {
        Signer.Dispose();
        seed.Dispose();
    }
}
