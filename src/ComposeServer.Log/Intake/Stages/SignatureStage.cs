using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake.Stages;

/// <summary>Third stage: the signature an event's family asks for. Runs on the caller's thread; many at once.</summary>
/// <param name="signatures">Judges signatures and capabilities.</param>
public sealed class SignatureStage(EventSignatures signatures)
{
    /// <param name="rule">What the family asks for.</param>
    /// <param name="raw">The event.</param>
    /// <param name="log">The log; its name is made only to say what is wrong with it.</param>
    /// <param name="family">Who writes the log's name.</param>
    /// <param name="at">The time at which a capability must hold: of the anchor that covers the event, else now.</param>
    /// <param name="times">How long after its end a capability still counts.</param>
    /// <param name="expiresAtSeconds">End of the capability that it rests on, in seconds of Unix time.</param>
    /// <returns>Null when the event may be applied.</returns>
    internal Refusal? Check(
        SigningRule rule,
        RawEvent raw,
        LogName log,
        ILogFamily family,
        DateTimeOffset at,
        CapabilityTimeRule times,
        out long? expiresAtSeconds
    )
    {
        expiresAtSeconds = null;
        switch (rule)
        {
            case SigningRule.NotNeeded:
                return null;
            case SigningRule.Impossible impossible:
                return impossible.Reason;
            case SigningRule.SignedBy signed:
                return Check(signed, raw, log, family, at, times, out expiresAtSeconds);
            default:
                throw new InvariantBroken("a signing rule has a shape that does not exist");
        }
    }

    Refusal? Check(
        SigningRule.SignedBy rule,
        RawEvent raw,
        LogName log,
        ILogFamily family,
        DateTimeOffset at,
        CapabilityTimeRule times,
        out long? expiresAtSeconds
    )
    {
        expiresAtSeconds = null;
        if (raw.Envelope is not { } envelope)
            return new(
                RefusalCode.Unsigned,
                $"Commit {raw.Cid} to stream {family.TextOf(log)} must be signed by its controller {rule.Issuer}"
            );
        Cacao? capability = null;
        if (raw.Blocks.Capability is { } block && !Cacao.TryRead(block, out capability, out var unreadable))
            return Wrap(unreadable);

        var verdict = signatures.Verify(envelope, raw.PayloadCid, capability, rule.Issuer, rule.Scope, at, times);
        switch (verdict)
        {
            case SignatureVerdict.Valid valid:
                expiresAtSeconds = valid.ExpiresAt?.ToUnixTimeSeconds();
                return null;
            case SignatureVerdict.Refused refused:
                return Wrap(refused.Reason);
            default:
                throw new InvariantBroken("a signature verdict has a shape that does not exist");
        }

        Refusal Wrap(IdentityRefusal reason) =>
            new(
                reason.Code,
                $"Can not verify signature for commit {raw.Cid} to stream {family.TextOf(log)} which has controller DID {rule.Issuer}: {reason.Message}"
            );
    }
}
