using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity.Capabilities;

public class RevokedCapabilityTests
{
    static readonly Cid Payload = Samples.Payload();

    [Fact]
    public void A_revoked_capability_lets_nobody_write_neither_now_nor_in_history()
    {
        using var session = Samples.Session();
        var options = new CapabilityOptions { Revoked = new HashSet<Cid> { session.Capability.Cid } };
        var signatures = new EventSignatures(new CapabilityVerifier(options), options);

        foreach (var rule in (CapabilityTimeRule[])[CapabilityTimeRule.NewWrites, CapabilityTimeRule.Replay])
            Assert.Equal(IdentityCode.CapabilityRevoked, Judge(signatures, session, rule));
    }

    [Fact]
    public void Other_capabilities_of_the_same_account_and_key_still_count()
    {
        using var lost = Samples.Session();
        using var kept = Samples.Session(resources: ["ceramic://*", "https://example.org"]);
        var options = new CapabilityOptions { Revoked = new HashSet<Cid> { lost.Capability.Cid } };

        Assert.Equal("valid", Judge(new(new CapabilityVerifier(options), options), kept, CapabilityTimeRule.NewWrites));
    }

    [Fact]
    public void The_list_is_asked_for_every_event_also_about_a_remembered_capability()
    {
        using var session = Samples.Session();
        var revoked = new HashSet<Cid>();
        var options = new CapabilityOptions { Revoked = revoked };
        var verifier = new CapabilityVerifier(options);
        var signatures = new EventSignatures(verifier, options);
        Assert.Equal("valid", Judge(signatures, session, CapabilityTimeRule.NewWrites));
        Assert.Equal(1, verifier.CacheCount);

        revoked.Add(session.Capability.Cid);
        Assert.Equal(IdentityCode.CapabilityRevoked, Judge(signatures, session, CapabilityTimeRule.NewWrites));
        revoked.Clear();

        Assert.Equal("valid", Judge(signatures, session, CapabilityTimeRule.NewWrites));
    }

    /// <summary>Step 2 of the reference revokes a signature whose DID document was rotated, with a day of grace; these documents never are.</summary>
    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void A_did_key_is_never_rotated_so_its_signatures_count_at_any_time(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        var signatures = new EventSignatures(new CapabilityVerifier(new()), new());

        Assert.DoesNotContain(
            "nextUpdate",
            System.Text.Encoding.UTF8.GetString(DidKey.Parse(signer.Did.Text).ToDocument()!),
            StringComparison.Ordinal
        );
        foreach (var at in (DateTimeOffset[])[DateTimeOffset.MinValue, Samples.Noon, DateTimeOffset.MaxValue])
        {
            var verdict = signatures.Verify(
                signer.SignEvent(Payload),
                Payload,
                null,
                signer.Did,
                Samples.Scope,
                at,
                CapabilityTimeRule.NewWrites
            );
            Assert.Equal(new SignatureVerdict.Valid(signer.Did, null), verdict);
        }
    }

    [Fact]
    public void What_an_account_let_a_key_do_ends_by_its_times_only()
    {
        using var session = Samples.Session();
        var signatures = new EventSignatures(new CapabilityVerifier(new()), new());

        Assert.Equal("valid", Judge(signatures, session, CapabilityTimeRule.NewWrites, Samples.Noon.AddDays(1)));
        Assert.Equal(
            IdentityCode.CapabilityExpired,
            Judge(signatures, session, CapabilityTimeRule.NewWrites, Samples.Noon.AddDays(2))
        );
    }

    static string Judge(
        EventSignatures signatures,
        ComposeServer.Identity.Sessions.DidSession session,
        CapabilityTimeRule rule,
        DateTimeOffset? at = null
    )
    {
        var verdict = signatures.Verify(
            session.Signer.SignEvent(Payload, session.Capability.Cid),
            Payload,
            session.Capability,
            session.Parent,
            Samples.Scope,
            at ?? Samples.Noon,
            rule
        );
        return verdict is SignatureVerdict.Refused refused ? refused.Reason.Code : "valid";
    }
}
