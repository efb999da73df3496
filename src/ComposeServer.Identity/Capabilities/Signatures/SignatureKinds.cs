using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary>The registry of signature kinds that verify here.</summary>
sealed class SignatureKinds
{
    readonly Dictionary<string, ISignatureKind> kinds;

    public SignatureKinds(IContractSignatures? contracts)
    {
        ISignatureKind[] known = [new Eip191Signature(), new SolanaSignature(), new WebAuthnSignature()];
        kinds = known.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        if (contracts is not null)
            kinds.Add(Eip1271Signature.KindName, new Eip1271Signature(contracts));
    }

    public IReadOnlyCollection<ISignatureKind> All => kinds.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out ISignatureKind? kind, out IdentityRefusal refusal)
    {
        refusal = default;
        if (kinds.TryGetValue(name, out kind))
            return true;
        refusal = new(
            IdentityCode.UnsupportedCapability,
            $"Unsupported CACAO signature type, register the needed verifier: {(name.Length <= 64 ? name : name[..64])}"
        );
        return false;
    }

    /// <summary>The one text for a signature that is not the issuer's (K).</summary>
    public static IdentityRefusal NotTheIssuer { get; } =
        new(IdentityCode.CapabilitySignatureInvalid, "Signature does not belong to issuer");

    public static IdentityRefusal Malformed(string detail) =>
        new(IdentityCode.InvalidCapability, $"Capability is malformed: {detail}");
}
