using System.Text;
using ComposeServer.Identity.Dids.Pkh;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary><c>solana:ed25519</c>: the account's key signs the UTF-8 text. Source: CAIP-122, spec ceramic.md 7.5.</summary>
/// <remarks>Signature and address are base58 of 64 and 32 bytes.</remarks>
sealed class SolanaSignature : ISignatureKind
{
    /// <summary>Base58 of 64 bytes has at most 88 characters.</summary>
    const int TextLengthMax = 88;

    public string Name => "solana:ed25519";

    public bool IsLasting => true;

    public IdentityRefusal? Check(Cacao capability)
    {
        if (!DidPkh.TryRead(capability.Payload.Issuer, out var account, out var refusal))
            return refusal;
        if (account.Namespace != DidPkh.Solana)
            return SignatureKinds.Malformed($"{Name} of an account of {account.Namespace}");
        var text = SignInText.Current(capability.Payload, "Solana", account.Address, account.Reference);
        return
            capability.Signature.Text.Length <= TextLengthMax
            && Base58Btc.TryDecode(capability.Signature.Text, out var signature)
            && Base58Btc.TryDecode(account.Address, out var key)
            && Ed25519.Verify(key, Encoding.UTF8.GetBytes(text), signature)
            ? null
            : SignatureKinds.NotTheIssuer;
    }
}
