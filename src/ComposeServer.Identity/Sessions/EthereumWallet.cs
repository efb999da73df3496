using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids.Pkh;
using ComposeServer.Identity.Interop;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Identity.Sessions;

/// <summary>An Ethereum account whose private key is at hand: for tests, and for the sessions that the command line makes. It overwrites the key when disposed of.</summary>
public sealed class EthereumWallet : IDisposable
{
    readonly SecretKey secret;

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKey">32 bytes, big-endian, copied.</param>
    /// <exception cref="ArgumentException">Another length, zero, or not below the group order.</exception>
    public EthereumWallet(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != Secp256k1.SecretSizeBytes)
            throw new ArgumentException("A private key has 32 bytes.", nameof(privateKey));
        secret = SecretKey.Copy(privateKey);
        Span<byte> point = stackalloc byte[Secp256k1.UncompressedSizeBytes];
        if (!Secp256k1.TryPublicKey(secret, point, compressed: false))
        {
            secret.Dispose();
            throw new ArgumentException("Not a private key of secp256k1.", nameof(privateKey));
        }

        Span<byte> address = stackalloc byte[EthereumAddress.SizeBytes];
        EthereumAddress.OfPublicKey(point, address);
        Address = $"0x{Convert.ToHexStringLower(address)}";
        ChecksummedAddress = EthereumAddress.Checksummed(Address);
    }

    /// <summary><c>0x</c> and 40 lower-case hex digits.</summary>
    public string Address { get; }

    /// <summary>The EIP-55 spelling.</summary>
    public string ChecksummedAddress { get; }

    /// <summary>The account on a chain.</summary>
    /// <param name="reference">CAIP-2 reference; <c>1</c> is the main chain.</param>
    public DidPkh OnChain(string reference = "1") => DidPkh.OfEthereum(reference, Address);

    /// <summary>Signs as the wallet method <c>personal_sign</c>.</summary>
    /// <returns><c>0x</c> and lower-case hex of r ‖ s ‖ v, v being 27 or 28.</returns>
    public string SignPersonal(string text)
    {
        Span<byte> signature = stackalloc byte[Secp256k1.CompactSizeBytes + 1];
        var recoveryId = Secp256k1.Sign(secret, PersonalMessage.Hash(text), signature);
        signature[^1] = (byte)(27 + recoveryId);
        return $"0x{Convert.ToHexStringLower(signature)}";
    }

    /// <inheritdoc/>
    public void Dispose() => secret.Dispose();
}
