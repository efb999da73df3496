using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Identity;

public class EventSignaturesTests
{
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());
    static readonly Cid Payload = Samples.Payload();

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void A_controller_writes_with_its_own_key(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);

        Assert.Equal(new SignatureVerdict.Valid(signer.Did, null), Verify(signer.SignEvent(Payload), null, signer.Did));
    }

    [Fact]
    public void A_session_key_writes_for_the_account_that_let_it()
    {
        using var session = Samples.Session();

        var verdict = Verify(Signed(session), session.Capability, session.Parent);

        Assert.Equal(new SignatureVerdict.Valid(session.Signer.Did, Samples.Noon.AddDays(1)), verdict);
    }

    [Fact]
    public void The_accounts_letter_case_in_the_controller_does_not_matter()
    {
        using var session = Samples.Session();
        var upper = Did.Parse($"did:pkh:eip155:1:0x{session.Parent.Text[^40..].ToUpperInvariant()}");

        _ = Assert.IsType<SignatureVerdict.Valid>(Verify(Signed(session), session.Capability, upper));
    }

    [Fact]
    public void A_capability_of_another_account_does_not_let_write()
    {
        using var session = Samples.Session();
        using var other = Samples.Session(wallet: "other wallet");

        AssertRefused(IdentityCode.WrongSigner, Verify(Signed(session), session.Capability, other.Parent));
    }

    [Fact]
    public void The_same_address_on_another_chain_is_another_account()
    {
        using var session = Samples.Session();
        var onPolygon = Did.Parse(session.Parent.Text.Replace("eip155:1:", "eip155:137:", StringComparison.Ordinal));

        AssertRefused(IdentityCode.WrongSigner, Verify(Signed(session), session.Capability, onPolygon));
    }

    [Fact]
    public void A_capability_for_another_session_key_does_not_let_write()
    {
        using var session = Samples.Session();
        using var thief = Samples.Signer("EdDSA", "thief");

        var envelope = thief.SignEvent(Payload, session.Capability.Cid);

        AssertRefused(IdentityCode.WrongSigner, Verify(envelope, session.Capability, session.Parent));
    }

    [Fact]
    public void A_session_key_named_but_not_used_does_not_let_write()
    {
        using var session = Samples.Session();
        using var thief = Samples.Signer("EdDSA", "thief");
        var header = ProtectedHeader.Write("EdDSA", session.Signer.Kid, session.Capability.Cid);

        var envelope = new DagJws(Payload, [new(header, thief.Sign(DagJws.SigningInput(header, Payload.Bytes)))]);

        AssertRefused(IdentityCode.InvalidSignature, Verify(envelope, session.Capability, session.Parent));
    }

    [Fact]
    public void A_capability_that_does_not_cover_the_stream_does_not_let_write()
    {
        using var session = Samples.Session(resources: "ceramic://*?model=kanother");

        AssertRefused(IdentityCode.CapabilityNotPermitted, Verify(Signed(session), session.Capability, session.Parent));
    }

    [Fact]
    public void A_capability_for_one_payload_covers_no_other()
    {
        using var session = Samples.Session(resources: $"ceramic://{Samples.StreamId}?payload={Payload}");
        var other = Samples.Payload("other");

        _ = Assert.IsType<SignatureVerdict.Valid>(Verify(Signed(session), session.Capability, session.Parent));
        var envelope = session.Signer.SignEvent(other, session.Capability.Cid);
        AssertRefused(
            IdentityCode.CapabilityNotPermitted,
            Signatures.Verify(
                envelope,
                other,
                session.Capability,
                session.Parent,
                Samples.Scope,
                Samples.Noon,
                CapabilityTimeRule.NewWrites
            )
        );
    }

    [Fact]
    public void A_named_capability_that_did_not_come_along_is_missing()
    {
        using var session = Samples.Session();

        AssertRefused(IdentityCode.CapabilityMissing, Verify(Signed(session), null, session.Parent));
    }

    [Fact]
    public void Another_capability_than_the_named_one_is_a_mismatch()
    {
        using var session = Samples.Session(resources: "ceramic://*?model=kanother");
        using var wider = Samples.Session();

        AssertRefused(IdentityCode.CapabilityMismatch, Verify(Signed(session), wider.Capability, session.Parent));
    }

    [Fact]
    public void A_capability_that_the_signed_header_does_not_name_is_a_mismatch()
    {
        using var session = Samples.Session();

        AssertRefused(
            IdentityCode.CapabilityMismatch,
            Verify(session.Signer.SignEvent(Payload), session.Capability, session.Parent)
        );
    }

    [Fact]
    public void An_account_cannot_be_written_for_without_a_capability()
    {
        using var session = Samples.Session();

        AssertRefused(IdentityCode.WrongSigner, Verify(session.Signer.SignEvent(Payload), null, session.Parent));
    }

    [Fact]
    public void A_capability_signed_by_nobody_does_not_let_write()
    {
        using var session = Samples.Session();
        var forged = Cacao.Of("eip4361", session.Capability.Payload, new("eip191", $"0x{new string('1', 128)}1b"));

        AssertRefused(
            IdentityCode.CapabilitySignatureInvalid,
            Verify(session.Signer.SignEvent(Payload, forged.Cid), forged, session.Parent)
        );
    }

    [Fact]
    public void A_capability_does_not_let_write_for_its_own_session_key_more_than_the_key_may()
    {
        using var session = Samples.Session();

        Assert.Equal(
            new SignatureVerdict.Valid(session.Signer.Did, null),
            Verify(Signed(session), session.Capability, session.Signer.Did)
        );
    }

    [Theory]
    [InlineData(-301, IdentityCode.CapabilityNotYetValid, IdentityCode.CapabilityNotYetValid)]
    [InlineData(-300, "valid", "valid")]
    [InlineData(86_400 + 300, "valid", "valid")]
    [InlineData(86_400 + 301, IdentityCode.CapabilityExpired, "valid")]
    [InlineData((2 * 86_400) + 300, IdentityCode.CapabilityExpired, "valid")]
    [InlineData((2 * 86_400) + 301, IdentityCode.CapabilityExpired, IdentityCode.CapabilityExpired)]
    public void The_time_of_the_event_is_judged_also_for_a_remembered_capability(
        int seconds,
        string strict,
        string lenient
    )
    {
        using var session = Samples.Session();
        _ = Assert.IsType<SignatureVerdict.Valid>(Verify(Signed(session), session.Capability, session.Parent));
        var at = Samples.Noon.AddSeconds(seconds);

        Assert.Equal(strict, CodeOf(At(CapabilityTimeRule.NewWrites)));
        Assert.Equal(lenient, CodeOf(At(CapabilityTimeRule.Replay)));

        SignatureVerdict At(CapabilityTimeRule rule) =>
            Signatures.Verify(Signed(session), Payload, session.Capability, session.Parent, Samples.Scope, at, rule);
    }

    [Fact]
    public void A_server_may_forbid_wildcards()
    {
        using var session = Samples.Session();
        var options = new CapabilityOptions { ForbidWildcard = true };
        var strict = new EventSignatures(new CapabilityVerifier(options), options);

        AssertRefused(
            IdentityCode.WildcardForbidden,
            strict.Verify(
                Signed(session),
                Payload,
                session.Capability,
                session.Parent,
                Samples.Scope,
                Samples.Noon,
                CapabilityTimeRule.NewWrites
            )
        );
    }

    [Fact]
    public void An_envelope_of_another_payload_is_refused()
    {
        using var signer = Samples.Signer("EdDSA");

        AssertRefused(
            IdentityCode.InvalidJws,
            Signatures.Verify(
                signer.SignEvent(Samples.Payload("other")),
                Payload,
                null,
                signer.Did,
                Samples.Scope,
                Samples.Noon,
                CapabilityTimeRule.NewWrites
            )
        );
    }

    [Fact]
    public void Two_signatures_are_one_too_many()
    {
        using var signer = Samples.Signer("EdDSA");
        var one = signer.SignEvent(Payload).Signatures[0];

        AssertRefused(IdentityCode.InvalidJws, Verify(new DagJws(Payload, [one, one]), null, signer.Did));
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void Any_single_byte_changed_in_the_envelope_is_refused(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);

        AssertEveryChangeRefused(signer.SignEvent(Payload), null, signer.Did);
    }

    [Fact]
    public void Any_single_byte_changed_in_the_envelope_of_a_session_is_refused()
    {
        using var session = Samples.Session();

        AssertEveryChangeRefused(Signed(session), session.Capability, session.Parent);
    }

    [Fact]
    public void Any_single_byte_changed_in_the_capability_of_a_session_is_refused()
    {
        using var session = Samples.Session();
        var envelope = Signed(session);
        var bytes = session.Capability.Block.Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                var read = Cacao.TryRead(Block.Of(Multicodec.DagCbor, bytes.ToArray()), out var changed, out _);
                bytes[at] ^= (byte)(1 << bit);

                if (read)
                    AssertRefused(IdentityCode.CapabilityMismatch, Verify(envelope, changed, session.Parent));
            }
        }
    }

    static void AssertEveryChangeRefused(DagJws envelope, Cacao? capability, Did issuer)
    {
        _ = Assert.IsType<SignatureVerdict.Valid>(Verify(envelope, capability, issuer));
        var bytes = envelope.ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var mask in (byte[])[0x01, 0x20, 0x80])
            {
                var changed = bytes.ToArray();
                changed[at] ^= mask;
                if (!DagJws.TryRead(changed, DagCborRules.Strict, out var read, out _))
                    continue;

                _ = Assert.IsType<SignatureVerdict.Refused>(Verify(read, capability, issuer));
            }
        }
    }

    static DagJws Signed(DidSession session) => session.Signer.SignEvent(Payload, session.Capability.Cid);

    static SignatureVerdict Verify(DagJws envelope, Cacao? capability, Did issuer) =>
        Signatures.Verify(
            envelope,
            Payload,
            capability,
            issuer,
            Samples.Scope,
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        );

    static void AssertRefused(string code, SignatureVerdict verdict) => Assert.Equal(code, CodeOf(verdict));

    static string CodeOf(SignatureVerdict verdict) =>
        verdict is SignatureVerdict.Refused refused ? refused.Reason.Code : "valid";
}
