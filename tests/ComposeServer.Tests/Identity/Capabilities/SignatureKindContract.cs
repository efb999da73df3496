using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Identity.Capabilities;

/// <summary>What every signature kind must do; one class per kind says how its account signs.</summary>
public abstract class SignatureKindContract
{
    protected const string Audience = "did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P";

    /// <summary><c>s.t</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a good signature may be remembered.</summary>
    protected virtual bool IsLasting => true;

    /// <summary>A well-formed issuer of the same method that did not sign.</summary>
    protected abstract string AnotherIssuer { get; }

    /// <summary>A capability that the account signed, with all members but <c>exp</c> free; issued at noon.</summary>
    protected abstract Cacao Sign(string nonce = "abcdefghij");

    /// <summary>Signatures by bytes that are none.</summary>
    protected virtual IReadOnlyList<string> NoSignatures =>
        ["", "0", "0x", "0x00", "zz", "=", "é", "\n", new string('1', 1_000_000)];

    private protected virtual CapabilityVerifier NewVerifier() => new(new());

    [Fact]
    public void A_signed_capability_is_good()
    {
        var capability = Sign();

        Assert.Equal(Kind, capability.Signature.Kind);
        Assert.Null(Judge(capability));
    }

    [Theory]
    [InlineData("domain", "example.com")]
    [InlineData("aud", "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z")]
    [InlineData("version", "2")]
    [InlineData("nonce", "abcdefghik")]
    [InlineData("iat", "2026-01-01T12:00:00.001Z")]
    [InlineData("exp", "2026-01-02T12:00:00.001Z")]
    [InlineData("nbf", "2026-01-01T12:00:00.000Z")]
    [InlineData("statement", "another statement")]
    [InlineData("requestId", "1")]
    public void A_changed_member_is_not_what_was_signed(string member, string value)
    {
        var map = MapOf(Sign());
        var changed = map.With("p", ((IpldMap)map["p"]).With(member, value));

        Assert.Equal(IdentityCode.CapabilitySignatureInvalid, Judge(Read(changed))?.Code);
    }

    [Fact]
    public void Changed_resources_are_not_what_was_signed()
    {
        var map = MapOf(Sign());
        foreach (
            var resources in (IpldList[])
                [IpldList.Empty, IpldList.Of("ceramic://*", "ceramic://*"), IpldList.Of("ceramic://k")]
        )
        {
            var changed = map.With("p", ((IpldMap)map["p"]).With("resources", resources));

            Assert.Equal(IdentityCode.CapabilitySignatureInvalid, Judge(Read(changed))?.Code);
        }
    }

    [Fact]
    public void Another_issuer_did_not_sign_it()
    {
        var map = MapOf(Sign());
        var changed = map.With("p", ((IpldMap)map["p"]).With("iss", AnotherIssuer));

        var refusal = Judge(Read(changed));

        Assert.Equal(IdentityCode.CapabilitySignatureInvalid, refusal?.Code);
        Assert.Equal("Signature does not belong to issuer", refusal?.Message);
    }

    [Theory]
    [InlineData("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z")]
    [InlineData("did:key:zQ3shXgWjVsCJsv9mBm6kVqFSjAnErMg3zG9CcyvmUCCaFRCr")]
    [InlineData("did:pkh:bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6")]
    [InlineData("did:pkh:eip155:1:0x00")]
    [InlineData("did:web:example.org")]
    public void An_issuer_that_cannot_sign_so_is_refused(string issuer)
    {
        var map = MapOf(Sign());
        var changed = map.With("p", ((IpldMap)map["p"]).With("iss", issuer));

        Assert.NotNull(Judge(Read(changed)));
    }

    [Fact]
    public void Bytes_that_are_no_signature_are_refused()
    {
        var map = MapOf(Sign());
        foreach (var text in NoSignatures)
        {
            var changed = map.With("s", ((IpldMap)map["s"]).With("s", text));
            if (!Cacao.TryRead(DagCborEncoder.ToBlock(changed), out var capability, out _))
                continue;

            Assert.Equal(IdentityCode.CapabilitySignatureInvalid, Judge(capability)?.Code);
        }
    }

    [Fact]
    public void Any_single_byte_changed_in_the_block_is_refused()
    {
        var original = Sign();
        var verifier = NewVerifier();
        var bytes = original.Block.Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var mask in (byte[])[0x01, 0x20, 0x80])
            {
                bytes[at] ^= mask;
                var changed = Block.Of(Multicodec.DagCbor, bytes.ToArray());
                bytes[at] ^= mask;
                if (!Cacao.TryRead(changed, out var capability, out _))
                    continue;
                if (verifier.Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites) is not null)
                    continue;

                // One account, one signature: hex has two spellings of a letter. Events name the capability by CID and notice.
                Assert.Equal(Spelling(original), Spelling(capability));
            }
        }
    }

    [Fact]
    public void A_good_signature_is_remembered_unless_it_may_turn_bad()
    {
        var verifier = NewVerifier();
        var capability = Sign();

        Assert.Null(verifier.Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites));

        Assert.Equal(IsLasting ? 1 : 0, verifier.CacheCount);
        Assert.Null(verifier.Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites));
        Assert.Equal(
            IdentityCode.CapabilityExpired,
            verifier.Check(capability, Samples.Noon.AddDays(2), CapabilityTimeRule.NewWrites)?.Code
        );
    }

    [Fact]
    public void A_bad_signature_is_not_remembered()
    {
        var verifier = NewVerifier();
        var map = MapOf(Sign());
        var changed = Read(map.With("p", ((IpldMap)map["p"]).With("nonce", "changed")));

        Assert.NotNull(verifier.Check(changed, Samples.Noon, CapabilityTimeRule.NewWrites));
        Assert.NotNull(verifier.Check(changed, Samples.Noon, CapabilityTimeRule.NewWrites));

        Assert.Equal(0, verifier.CacheCount);
    }

    IdentityRefusal? Judge(Cacao capability) =>
        NewVerifier().Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites);

    static (string, string) Spelling(Cacao capability)
    {
        var isHex = capability.Signature.Kind is "eip191" or "eip1271";
        return isHex
            ? (capability.Payload.Issuer.Text.ToUpperInvariant(), capability.Signature.Text.ToUpperInvariant())
            : (capability.Payload.Issuer.Text, capability.Signature.Text);
    }

    private protected static IpldMap MapOf(Cacao capability) =>
        (IpldMap)DagCborDecoder.ReadStrict(capability.Block.Bytes).Value!;

    private protected static Cacao Read(IpldMap map)
    {
        Assert.True(
            Cacao.TryRead(DagCborEncoder.ToBlock(map), out var capability, out var refusal),
            refusal.ToString()
        );
        return capability;
    }
}
