using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Identity.Jose;

public class KidTests
{
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());

    [Theory]
    [InlineData("""{"alg":"EdDSA"}""", IdentityCode.MissingKid)]
    [InlineData("""{"alg":"EdDSA","kid":""}""", IdentityCode.MissingKid)]
    [InlineData("""{"alg":"EdDSA","kid":5}""", IdentityCode.InvalidJws)]
    [InlineData("""{"alg":"EdDSA","kid":"#FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"DID#"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"DID#key-1"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"DID#FRAGMENT#FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"DID?version-id=1#FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":"DID/path#FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData("""{"alg":"EdDSA","kid":" DID#FRAGMENT"}""", IdentityCode.InvalidKid)]
    [InlineData(
        """{"alg":"EdDSA","kid":"did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec569"}""",
        IdentityCode.UnsupportedDidMethod
    )]
    [InlineData("""{"alg":"EdDSA","kid":"did:3:kjzl6cwe1jw146ezcibi#abc"}""", IdentityCode.UnsupportedDidMethod)]
    [InlineData(
        """{"alg":"EdDSA","kid":"did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc#z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"}""",
        IdentityCode.UnsupportedKey
    )]
    public void A_kid_that_names_no_key_of_the_signer_is_refused(string header, string code)
    {
        using var signer = Samples.Signer("EdDSA");
        var text = header
            .Replace("DID", signer.Did.Text, StringComparison.Ordinal)
            .Replace("FRAGMENT", signer.Did.SpecificPart.ToString(), StringComparison.Ordinal);

        Assert.Equal(code, Refusal(SignedHeader.Sign(signer, text, Samples.Payload()), signer.Did).Code);
    }

    [Fact]
    public void A_missing_kid_is_told_in_the_references_words()
    {
        using var signer = Samples.Signer("EdDSA");

        var refusal = Refusal(SignedHeader.Sign(signer, """{"alg":"EdDSA"}""", Samples.Payload()), signer.Did);

        Assert.Equal("No \"kid\" found in jws", refusal.Message);
    }

    [Fact]
    public void A_kid_of_another_did_is_a_wrong_signer_even_with_a_good_signature()
    {
        using var signer = Samples.Signer("EdDSA");
        using var controller = Samples.Signer("EdDSA", "controller");

        var refusal = Refusal(signer.SignEvent(Samples.Payload()), controller.Did);

        Assert.Equal(IdentityCode.WrongSigner, refusal.Code);
        Assert.Equal($"invalid_jws: not a valid verificationMethod for issuer: {signer.Kid}", refusal.Message);
    }

    [Fact]
    public void A_kid_of_the_controller_under_another_keys_signature_is_refused()
    {
        using var signer = Samples.Signer("EdDSA");
        using var controller = Samples.Signer("EdDSA", "controller");
        var envelope = SignedHeader.Sign(signer, $$"""{"alg":"EdDSA","kid":"{{controller.Kid}}"}""", Samples.Payload());

        var refusal = Refusal(envelope, controller.Did);

        Assert.Equal(IdentityCode.InvalidSignature, refusal.Code);
        Assert.Equal("invalid_signature: Signature invalid for JWT", refusal.Message);
    }

    [Fact]
    public void A_kid_without_fragment_means_the_only_key()
    {
        using var signer = Samples.Signer("EdDSA");
        var payload = Samples.Payload();
        var envelope = SignedHeader.Sign(signer, $$"""{"alg":"EdDSA","kid":"{{signer.Did}}"}""", payload);

        var verdict = Signatures.Verify(
            envelope,
            payload,
            null,
            signer.Did,
            Samples.Scope,
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        );

        Assert.Equal(new SignatureVerdict.Valid(signer.Did, null), verdict);
    }

    static IdentityRefusal Refusal(ComposeServer.Ipld.DagJose.DagJws envelope, Did issuer) =>
        Assert
            .IsType<SignatureVerdict.Refused>(
                Signatures.Verify(
                    envelope,
                    envelope.Link,
                    null,
                    issuer,
                    Samples.Scope,
                    Samples.Noon,
                    CapabilityTimeRule.NewWrites
                )
            )
            .Reason;
}
