namespace ComposeServer.Identity.Capabilities;

/// <summary>The port through which an operator learns of capabilities that deserve a look. Called on verifying threads, never throws.</summary>
public interface ICapabilityAudit
{
    /// <summary>An accepted event rests on a capability that covers everything of its account. Told about once per capability.</summary>
    void WildcardUsed(Cacao capability);
}
