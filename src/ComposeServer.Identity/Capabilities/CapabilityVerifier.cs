using ComposeServer.Identity.Caching;
using ComposeServer.Identity.Capabilities.Signatures;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>
/// Checks that a capability was signed by its issuer and holds at a time. It remembers by CID only that a <em>signature</em> is good; times, and all that
/// depends on the write, are judged every time. Safe for many threads.
/// </summary>
/// <param name="options">The operator's choices.</param>
/// <param name="contracts">Answers for contract wallets; without it their capabilities are refused by name.</param>
public sealed class CapabilityVerifier(CapabilityOptions options, IContractSignatures? contracts = null)
{
    /// <summary>A CID of 36 bytes in its array, the dictionary and list entries about it.</summary>
    const int EntrySizeBytes = 208;

    readonly SignatureKinds kinds = new(contracts);
    readonly LeastRecentlyUsed<Cid, bool> signed = new(options.CacheSizeBytesMax, static (_, _) => EntrySizeBytes);

    /// <summary>For the gauge: bytes held by the cache.</summary>
    public long CacheSizeBytes => signed.SizeBytes;

    /// <summary>For the gauge: capabilities remembered.</summary>
    public int CacheCount => signed.Count;

    /// <summary>Judges a capability by itself: revocation, lifetime, time, signature, in this order.</summary>
    /// <param name="capability">Well-formed, not yet proven.</param>
    /// <param name="atTime">When it was used: the time of the anchor that covers the event, else now.</param>
    /// <param name="rule">How much grace after expiry.</param>
    /// <returns>Null when it is good.</returns>
    public IdentityRefusal? Check(Cacao capability, DateTimeOffset atTime, CapabilityTimeRule rule)
    {
        if (options.Revoked.Contains(capability.Cid))
            return new(IdentityCode.CapabilityRevoked, "The operator of this server has revoked the capability");
        if (options.LifetimeMax is { } max && !(capability.Times.ExpiresAt - capability.Times.IssuedAt <= max))
        {
            return new(IdentityCode.CapabilityTooLong, $"Capability must expire within {max} of its issue");
        }

        return rule.Check(capability.Times, atTime) ?? CheckSignature(capability);
    }

    IdentityRefusal? CheckSignature(Cacao capability)
    {
        if (signed.TryGet(capability.Cid, out _))
            return null;
        if (!kinds.TryGet(capability.Signature.Kind, out var kind, out var unsupported))
            return unsupported;
        var refusal = kind.Check(capability);
        if (refusal is null && kind.IsLasting)
            signed.Add(capability.Cid, true);
        return refusal;
    }
}
