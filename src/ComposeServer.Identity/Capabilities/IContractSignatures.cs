namespace ComposeServer.Identity.Capabilities;

/// <summary>The port to a chain that can say whether a contract wallet accepts a signature (EIP-1271).</summary>
public interface IContractSignatures
{
    /// <summary>Asks, or looks up, within a bounded time; called on verifying threads, never throws.</summary>
    ContractAnswer Ask(ContractQuestion question);
}

/// <summary>What a chain says about a contract wallet's signature.</summary>
public enum ContractAnswer
{
    /// <summary>Nobody could be asked; the event may be tried again later.</summary>
    Unknown = 0,

    /// <summary>The contract accepts it.</summary>
    Accepted = 1,

    /// <summary>The contract refuses it, or is none.</summary>
    Refused = 2,
}
