using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>Short ways to the real judges.</summary>
static class Doors
{
    public static readonly Cid Payload = Samples.Payload();

    /// <summary>The four forms of resource, each of which covers <see cref="Samples.Scope"/> and <see cref="Payload"/>.</summary>
    public static readonly IReadOnlyList<string> Resources =
    [
        "ceramic://*",
        $"ceramic://{Samples.StreamId}",
        $"ceramic://{Samples.StreamId}?payload={Payload}",
        $"ceramic://*?model={Samples.ModelId}",
    ];

    /// <summary>Judges an event under a session's capability, in the name of its account, at noon, as a new write.</summary>
    /// <returns>The code of the refusal, or <c>valid</c>.</returns>
    public static string Judge(
        DagJws envelope,
        DidSession session,
        Did? issuer = null,
        ResourceScope? scope = null,
        CapabilityOptions? options = null,
        DateTimeOffset? at = null,
        CapabilityTimeRule? rule = null
    ) => Judge(envelope, session.Capability, issuer ?? session.Parent, scope, options, at, rule);

    /// <inheritdoc cref="Judge(DagJws, DidSession, Did?, ResourceScope?, CapabilityOptions?, DateTimeOffset?, CapabilityTimeRule?)"/>
    public static string Judge(
        DagJws envelope,
        Cacao? capability,
        Did issuer,
        ResourceScope? scope = null,
        CapabilityOptions? options = null,
        DateTimeOffset? at = null,
        CapabilityTimeRule? rule = null
    )
    {
        options ??= new();
        var verdict = new EventSignatures(new CapabilityVerifier(options), options).Verify(
            envelope,
            envelope.Link,
            capability,
            issuer,
            scope ?? Samples.Scope,
            at ?? Samples.Noon,
            rule ?? CapabilityTimeRule.NewWrites
        );
        return verdict is SignatureVerdict.Refused refused ? refused.Reason.Code : "valid";
    }

    /// <summary>An envelope whose header names the session's key and that another key signed.</summary>
    public static DagJws Forge(DidSession session, ISigner thief)
    {
        var header = ProtectedHeader.Write(session.Signer.Algorithm, session.Signer.Kid, session.Capability.Cid);
        return new(Payload, [new(header, thief.Sign(DagJws.SigningInput(header, Payload.Bytes)))]);
    }

    /// <summary>An envelope that a session signed as it should.</summary>
    public static DagJws Sign(DidSession session) => session.Signer.SignEvent(Payload, session.Capability.Cid);
}
