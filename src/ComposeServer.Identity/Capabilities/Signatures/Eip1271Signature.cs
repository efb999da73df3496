namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary><c>eip1271</c>: a contract wallet says on its chain whether it accepts the signature. Source: EIP-1271.</summary>
/// <remarks>Not remembered: the owners of a contract change, and a signature with them.</remarks>
sealed class Eip1271Signature(IContractSignatures contracts) : ISignatureKind
{
    public const string KindName = "eip1271";

    public string Name => KindName;

    public bool IsLasting => false;

    public IdentityRefusal? Check(Cacao capability)
    {
        if (!EthereumIssuer.TryRead(capability, out var account, out var signature, out var refusal))
            return refusal;
        var unknown = false;
        foreach (var text in EthereumIssuer.Texts(capability, account))
        {
            var answer = contracts.Ask(
                new ContractQuestion(account.Chain, account.Address, PersonalMessage.Hash(text), signature)
            );
            if (answer == ContractAnswer.Accepted)
                return null;
            unknown |= answer == ContractAnswer.Unknown;
        }

        return unknown
            ? new(
                IdentityCode.CapabilityUnresolved,
                $"No answer from {account.Chain} about the contract {account.Address}"
            )
            : SignatureKinds.NotTheIssuer;
    }
}
