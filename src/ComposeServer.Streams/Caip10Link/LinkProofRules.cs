using ComposeServer.Identity.Accounts;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>Whether an account really signed its proof. Accounts of eip155 sign with <c>personal_sign</c>, those of solana with Ed25519.</summary>
static class LinkProofRules
{
    const string ContractWallet = "erc1271";

    /// <returns>Null when the account signed it; another chain is refused by name.</returns>
    public static Refusal? Check(LinkProof proof) =>
        proof.Account.Namespace switch
        {
            // Links ask contracts by a call from before EIP-1271 was final, and one that needs a chain.
            "eip155" when proof.Type == ContractWallet => LinkProof.Unsupported(
                "proof of type 'erc1271' not supported"
            ),
            "eip155" => Judge(AccountSignatures.IsPersonalSign(proof.Message, proof.Signature, proof.Account.Address)),
            "solana" => Judge(
                Base64Plain.TryDecode(proof.Signature, out var signature)
                    && AccountSignatures.IsSolana(proof.Message, signature, proof.Account.Address)
            ),
            var name => LinkProof.Unsupported($"proof with namespace '{name}' not supported"),
        };

    static Refusal? Judge(bool isSigned) =>
        isSigned ? null : new(RefusalCode.InvalidLinkProof, "Invalid proof for signed commit");
}
