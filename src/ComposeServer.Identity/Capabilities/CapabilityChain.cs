using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>
/// Chains: a key that was given a capability passes it on to another key by a capability of its own, which names the first one as its parent.
/// </summary>
/// <remarks>
/// The JavaScript library and both nodes know none: they ask that the account itself let the signing key write, and never look at a parent. So does
/// this server, which therefore reads no parent, of whatever depth, order or validity, and can be sent round no circle. A parent that is named in a
/// capability which the account itself signed for the signing key means nothing and does no harm.
/// Forms of the name: <c>ipfs://</c> and a CID, or a ReCap, among the resources. Source: CAIP-74, EIP-5573.
/// </remarks>
static class CapabilityChain
{
    const string ParentScheme = "ipfs://";
    const string RecapScheme = "urn:recap:";

    /// <summary>To be asked about a capability by which the account itself does not let the signing key write.</summary>
    /// <returns>A refusal when it claims to pass on another one's rights, else null.</returns>
    public static IdentityRefusal? Check(Cacao capability)
    {
        foreach (var resource in capability.Payload.Resources ?? [])
        {
            if (NamesParent(resource))
            {
                return new(
                    IdentityCode.CapabilityChainUnsupported,
                    "Capabilities cannot be passed on: the controller itself must let the signing key write"
                );
            }
        }

        return null;
    }

    static bool NamesParent(string resource) =>
        resource.StartsWith(RecapScheme, StringComparison.Ordinal)
        || (
            resource.StartsWith(ParentScheme, StringComparison.Ordinal)
            && Cid.TryParse(resource.AsSpan(ParentScheme.Length), out _)
        );
}
