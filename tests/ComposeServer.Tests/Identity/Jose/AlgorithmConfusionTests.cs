using System.Security.Cryptography;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Identity.Jose;

public class AlgorithmConfusionTests
{
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());

    /// <summary>KID stands for the signer's key. Each header is signed as it stands, so only the header's meaning can refuse it.</summary>
    public static TheoryData<string, string, string> Headers =>
        new()
        {
            { "EdDSA", """{"alg":"none","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"None","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"HS256","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"RS256","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"ES256K","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"ES256","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"eddsa","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"Ed25519","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"alg":"EdDSA ","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256K", """{"alg":"EdDSA","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256K", """{"alg":"ES256","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256K", """{"alg":"ES256K-R","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256", """{"alg":"EdDSA","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256", """{"alg":"ES256K","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "ES256", """{"alg":"ES384","kid":"KID"}""", IdentityCode.AlgorithmMismatch },
            { "EdDSA", """{"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":null,"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":["EdDSA"],"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","alg":"none","kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"none","alg":"EdDSA","kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"none","\u0061lg":"EdDSA","kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","kid":"did:key:z","kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","crit":["exp"],"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","b64":false,"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","cap":"ipfs://nothing","kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","cap":7,"kid":"KID"}""", IdentityCode.InvalidJws },
            { "EdDSA", """[{"alg":"EdDSA","kid":"KID"}]""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","kid":"KID"}{}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","kid":"KID",}""", IdentityCode.InvalidJws },
            { "EdDSA", """{"alg":"EdDSA","kid":"KID" """, IdentityCode.InvalidJws },
            { "EdDSA", "\"KID\"", IdentityCode.InvalidJws },
        };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_does_not_agree_with_its_key_is_refused(string algorithm, string header, string code)
    {
        using var signer = Samples.Signer(algorithm);
        var payload = Samples.Payload();
        var envelope = SignedHeader.Sign(signer, header.Replace("KID", signer.Kid, StringComparison.Ordinal), payload);

        Assert.Equal(code, CodeOf(envelope, payload, DidKey.Parse(signer.Did.Text)));
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void The_same_header_with_the_keys_own_algorithm_passes(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        var payload = Samples.Payload();
        var envelope = SignedHeader.Sign(
            signer,
            $$"""{ "typ":"x", "kid":"{{signer.Kid}}", "alg":"{{algorithm}}" }""",
            payload
        );

        Assert.Equal("valid", CodeOf(envelope, payload, DidKey.Parse(signer.Did.Text)));
    }

    [Fact]
    public void A_mac_made_with_the_public_key_is_no_signature()
    {
        using var signer = Samples.Signer("EdDSA");
        var key = DidKey.Parse(signer.Did.Text);
        var payload = Samples.Payload();
        foreach (var algorithm in (string[])["HS256", "EdDSA"])
        {
            var header = System.Text.Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"{{signer.Kid}}"}""");
            var mac = HMACSHA512.HashData(key.PublicKey, DagJws.SigningInput(header, payload.Bytes));

            Assert.NotEqual("valid", CodeOf(new DagJws(payload, [new(header, mac)]), payload, key));
        }
    }

    [Fact]
    public void An_algorithm_outside_the_signed_header_does_not_count()
    {
        using var signer = Samples.Signer("EdDSA");
        var payload = Samples.Payload();
        var signed = SignedHeader.Sign(signer, $$"""{"kid":"{{signer.Kid}}"}""", payload).Signatures[0];
        var outside = IpldMap.Of(("alg", "EdDSA"));

        var envelope = new DagJws(payload, [new(signed.Protected, signed.Signature, outside)]);

        Assert.Equal(IdentityCode.InvalidJws, CodeOf(envelope, payload, DidKey.Parse(signer.Did.Text)));
    }

    [Fact]
    public void A_header_that_is_not_utf8_is_refused()
    {
        using var signer = Samples.Signer("EdDSA");
        var payload = Samples.Payload();
        byte[] header = [.. "{\"alg\":\"EdDSA\",\"kid\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        Assert.Equal(
            IdentityCode.InvalidJws,
            CodeOf(SignedHeader.Sign(signer, header, payload), payload, DidKey.Parse(signer.Did.Text))
        );
    }

    static string CodeOf(DagJws envelope, Cid payload, DidKey issuer) =>
        Signatures.Verify(
            envelope,
            payload,
            null,
            issuer.Did,
            Samples.Scope,
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        ) switch
        {
            SignatureVerdict.Refused refused => refused.Reason.Code,
            _ => "valid",
        };
}
