using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Identity;

/// <summary>Decides whether a signed event was written by the controller of its stream, or by a key that the controller let write for it. Safe for many threads.</summary>
/// <param name="capabilities">Checks capabilities and remembers their signatures.</param>
/// <param name="options">The operator's choices.</param>
/// <param name="audit">Is told of capabilities that cover everything; nobody by default.</param>
/// <remarks>Source: spec ceramic.md 7.4, in its order; did:key and did:pkh have no revocation.</remarks>
public sealed class EventSignatures(
    CapabilityVerifier capabilities,
    CapabilityOptions options,
    ICapabilityAudit? audit = null
)
{
    readonly WildcardWatch? watch = audit is null ? null : new(audit);

    /// <summary>Judges one event.</summary>
    /// <param name="envelope">The dag-jose envelope as received.</param>
    /// <param name="payload">CID of the payload block that came with it.</param>
    /// <param name="capability">The capability block that came with it, read; null when none did.</param>
    /// <param name="issuer">The controller of the stream.</param>
    /// <param name="scope">What the event touches, for a capability's resources.</param>
    /// <param name="atTime">The time of the anchor that covers the event, else now.</param>
    /// <param name="rule">Strict for new writes, lenient for history.</param>
    public SignatureVerdict Verify(
        DagJws envelope,
        Cid payload,
        Cacao? capability,
        Did issuer,
        ResourceScope scope,
        DateTimeOffset atTime,
        CapabilityTimeRule rule
    )
    {
        if (envelope.Link != payload)
            return Refuse("the envelope signs another payload");
        if (envelope.Signatures.Count != 1)
            return Refuse($"{envelope.Signatures.Count} signatures, one is required");
        var signature = envelope.Signatures[0];
        // Whoever passes an event on could add them, and so make a second event of one signature.
        if (signature.Header is not null)
            return Refuse("members outside the signed header");
        if (!JwsVerification.TryReadHeader(signature.Protected.Span, out var header, out var key, out var refusal))
            return Refuse(refusal);
        if (CheckNamed(header, capability) is { } unnamed)
            return Refuse(unnamed);
        var acts = capability is not null && ActsFor(capability, issuer, key);
        if (!acts && capability is not null && issuer != key.Did && CapabilityChain.Check(capability) is { } chained)
            return Refuse(chained);
        if (
            capability is not null
            && scope.Check(capability.Payload.Resources, payload, options.ForbidWildcard) is { } uncovered
        )
        {
            return Refuse(uncovered);
        }

        if (acts)
        {
            if (capabilities.Check(capability!, atTime, rule) is { } unproven)
                return Refuse(unproven);
        }
        else if (issuer != key.Did)
        {
            return Refuse(
                new IdentityRefusal(
                    IdentityCode.WrongSigner,
                    $"invalid_jws: not a valid verificationMethod for issuer: {header.Kid}"
                )
            );
        }

        if (!JwsVerification.Verify(key, signature.Protected.Span, envelope.Payload.Span, signature.Signature.Span))
        {
            return Refuse(JwsVerification.Invalid);
        }

        if (acts)
            watch?.Used(capability!);
        return new SignatureVerdict.Valid(key.Did, acts ? capability!.Times.ExpiresAt : null);
    }

    /// <summary>The signed header and the capability that came along must speak of the same.</summary>
    static IdentityRefusal? CheckNamed(ProtectedHeader header, Cacao? capability) =>
        (header.Capability, capability) switch
        {
            (null, null) => null,
            ({ } named, null) => new(IdentityCode.CapabilityMissing, $"The capability {named} is missing"),
            (null, _) => new(
                IdentityCode.CapabilityMismatch,
                "A capability came along that the signed header does not name"
            ),
            ({ } named, _) when named != capability.Cid => new(
                IdentityCode.CapabilityMismatch,
                $"The signed header names the capability {named}, not {capability.Cid}"
            ),
            _ => null,
        };

    static bool ActsFor(Cacao capability, Did issuer, DidKey key) =>
        issuer.IsSameIssuerAs(capability.Payload.Issuer)
        && string.Equals(capability.Payload.Audience, key.Did.Text, StringComparison.Ordinal);

    static SignatureVerdict.Refused Refuse(IdentityRefusal reason) => new(reason);

    static SignatureVerdict.Refused Refuse(string detail) =>
        new(new IdentityRefusal(IdentityCode.InvalidJws, $"invalid_jws: {detail}"));
}
