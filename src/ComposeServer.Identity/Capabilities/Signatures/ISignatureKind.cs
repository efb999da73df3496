namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary>One way in which an account signs a capability.</summary>
interface ISignatureKind
{
    /// <summary><c>s.t</c>.</summary>
    string Name { get; }

    /// <summary>Whether a good signature stays good for ever; a contract may change its mind.</summary>
    bool IsLasting { get; }

    /// <summary>Checks the signature alone.</summary>
    /// <returns>Null when the issuer signed the capability.</returns>
    IdentityRefusal? Check(Cacao capability);
}
