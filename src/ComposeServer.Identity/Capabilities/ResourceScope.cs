using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>What a write touches, as the resources of a capability name it.</summary>
/// <param name="StreamId">Text of the StreamID, <c>k…</c>.</param>
/// <param name="ModelId">Text of the model's StreamID: for a document its model, for a model the metamodel, else null.</param>
/// <remarks>
/// Covered by one of <c>ceramic://*</c> · <c>ceramic://&lt;stream&gt;</c> · <c>ceramic://&lt;stream&gt;?payload=&lt;payload CID&gt;</c> ·
/// <c>ceramic://*?model=&lt;model&gt;</c>, compared as text: no prefixes, no other letter case, no escapes. Source: spec ceramic.md 7.7.
/// </remarks>
public readonly record struct ResourceScope(string StreamId, string? ModelId)
{
    /// <summary>The resource that covers everything of the account.</summary>
    public const string Wildcard = "ceramic://*";

    /// <summary>Judges a capability's resources.</summary>
    /// <param name="resources">From the capability; null when it has none.</param>
    /// <param name="payload">CID of the event's payload block.</param>
    /// <param name="forbidWildcard">Whether <see cref="Wildcard"/> does not count.</param>
    /// <returns>Null when they cover the write.</returns>
    public IdentityRefusal? Check(IReadOnlyList<string>? resources, Cid payload, bool forbidWildcard = false)
    {
        if (resources is null)
            return new(IdentityCode.CapabilityNotPermitted, "Capability is missing \"resources\" field");
        var hasWildcard = HasWildcard(resources);
        if (hasWildcard && !forbidWildcard)
            return null;
        if (ModelId is not null && Has(resources, $"ceramic://*?model={ModelId}"))
            return null;
        if (Has(resources, $"ceramic://{StreamId}"))
            return null;
        if (Has(resources, $"ceramic://{StreamId}?payload={payload}"))
            return null;
        return hasWildcard
            ? new(IdentityCode.WildcardForbidden, $"Capability names {Wildcard}, which this server does not accept")
            : new(
                IdentityCode.CapabilityNotPermitted,
                "Capability does not have appropriate permissions to update this Stream"
            );
    }

    internal static bool HasWildcard(IReadOnlyList<string>? resources) =>
        resources is not null && Has(resources, Wildcard);

    static bool Has(IReadOnlyList<string> resources, string wanted)
    {
        foreach (var resource in resources)
        {
            if (string.Equals(resource, wanted, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
