using ComposeServer.Identity.Dids;

namespace ComposeServer.Identity;

/// <summary>What became of a signed event's signature.</summary>
public abstract record SignatureVerdict
{
    private SignatureVerdict() { }

    /// <summary>The controller may write this, and it did.</summary>
    /// <param name="Signer">The did:key that signed.</param>
    /// <param name="ExpiresAt">When the capability it rests on expires; null without capability or without expiry.</param>
    public sealed record Valid(Did Signer, DateTimeOffset? ExpiresAt) : SignatureVerdict;

    /// <summary>It may not, or somebody else did.</summary>
    public sealed record Refused(IdentityRefusal Reason) : SignatureVerdict;
}
