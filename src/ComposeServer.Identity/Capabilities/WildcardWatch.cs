using ComposeServer.Identity.Caching;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>Reports capabilities with <c>ceramic://*</c>, each once as long as it is remembered. Safe for many threads.</summary>
sealed class WildcardWatch(ICapabilityAudit audit)
{
    const int EntrySizeBytes = 208;

    /// <summary>About 5,000 sessions; one that was forgotten is told again.</summary>
    const long SizeBytesMax = 1 << 20;

    readonly LeastRecentlyUsed<Cid, bool> told = new(SizeBytesMax, static (_, _) => EntrySizeBytes);

    /// <summary>Call for a capability on which an accepted event rests.</summary>
    public void Used(Cacao capability)
    {
        if (!ResourceScope.HasWildcard(capability.Payload.Resources) || told.TryGet(capability.Cid, out _))
            return;
        told.Add(capability.Cid, true);
        audit.WildcardUsed(capability);
    }
}
