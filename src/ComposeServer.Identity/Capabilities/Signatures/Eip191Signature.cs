using ComposeServer.Identity.Keys;

namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary><c>eip191</c>: an Ethereum key signs the text with <c>personal_sign</c>. Source: EIP-191, EIP-4361, spec ceramic.md 7.5.</summary>
/// <remarks>Signature: <c>0x</c> hex of r ‖ s ‖ v, 65 bytes, v being 27 or 28, or 0 or 1 as some hardware writes it.</remarks>
sealed class Eip191Signature : ISignatureKind
{
    const int SizeBytes = 65;

    public string Name => "eip191";

    public bool IsLasting => true;

    public IdentityRefusal? Check(Cacao capability)
    {
        if (!EthereumIssuer.TryRead(capability, out var account, out var signature, out var refusal))
            return refusal;
        if (signature.Length != SizeBytes)
            return SignatureKinds.NotTheIssuer;
        var recoveryId = signature[^1] switch
        {
            0 or 27 => 0,
            1 or 28 => 1,
            _ => -1,
        };
        Span<byte> point = stackalloc byte[Secp256k1.UncompressedSizeBytes];
        Span<byte> address = stackalloc byte[EthereumAddress.SizeBytes];
        var issuer = Convert.FromHexString(account.Address.AsSpan(2));
        foreach (var text in EthereumIssuer.Texts(capability, account))
        {
            if (
                !Secp256k1.TryRecover(
                    PersonalMessage.Hash(text),
                    signature.AsSpan(0, Secp256k1.CompactSizeBytes),
                    recoveryId,
                    point
                )
            )
                break;
            EthereumAddress.OfPublicKey(point, address);
            if (address.SequenceEqual(issuer))
                return null;
        }

        return SignatureKinds.NotTheIssuer;
    }
}
