using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Families;

/// <summary>Who must have signed an event.</summary>
public abstract record SigningRule
{
    SigningRule() { }

    /// <summary>A signature of this DID, or of a session that it gave a capability with this scope, is needed.</summary>
    public sealed record SignedBy(Did Issuer, ResourceScope Scope) : SigningRule;

    /// <summary>The event carries no signature and needs none.</summary>
    public sealed record NotNeeded : SigningRule;

    /// <summary>The event cannot be right, whoever signed it.</summary>
    public sealed record Impossible(Refusal Reason) : SigningRule;
}
