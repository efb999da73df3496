using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>A bad signature is told in one text, whatever is wrong with it and wherever that was found.</summary>
public class Sec16_SignatureOracleTests
{
    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void Every_bad_signature_of_an_event_is_told_alike(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        using var other = Samples.Signer(algorithm, "other");
        var good = signer.SignEvent(Doors.Payload).Signatures[0];
        byte[][] bad =
        [
            [],
            new byte[1],
            new byte[63],
            new byte[64],
            new byte[65],
            new byte[4096],
            [.. Enumerable.Repeat((byte)0xff, 64)],
            [.. good.Signature.ToArray(), 9],
            [.. good.Signature.ToArray().Reverse()],
            Flipped(good.Signature.ToArray(), 0),
            Flipped(good.Signature.ToArray(), 31),
            Flipped(good.Signature.ToArray(), 32),
            Flipped(good.Signature.ToArray(), 63),
            other.SignEvent(Doors.Payload).Signatures[0].Signature.ToArray(),
        ];

        var told = bad.Select(signature => Refusal(new(Doors.Payload, [new(good.Protected, signature)]), signer))
            .Distinct();

        Assert.Equal(
            [new IdentityRefusal(IdentityCode.InvalidSignature, "invalid_signature: Signature invalid for JWT")],
            told
        );
    }

    [Fact]
    public void Every_bad_signature_of_a_capability_is_told_alike()
    {
        using var session = Samples.Session();
        var map = (IpldMap)DagCborDecoder.ReadStrict(session.Capability.Block.Bytes).Value!;
        var good = session.Capability.Signature.Text;
        string[] bad =
        [
            "",
            "0x",
            "zz",
            "0x0",
            good[..^2],
            good + "00",
            good[..^2] + "05",
            good[..^2] + (good.EndsWith("1b", StringComparison.Ordinal) ? "1c" : "1b"),
            $"0x{new string('0', 130)}",
            $"0x{new string('f', 128)}1b",
        ];

        var told = bad.Select(text => Refusal(map.With("s", ((IpldMap)map["s"]).With("s", text)))).Distinct();

        Assert.Equal(
            [new IdentityRefusal(IdentityCode.CapabilitySignatureInvalid, "Signature does not belong to issuer")],
            told
        );
    }

    static byte[] Flipped(byte[] bytes, int at)
    {
        bytes[at] ^= 1;
        return bytes;
    }

    static IdentityRefusal Refusal(DagJws envelope, ISigner signer) =>
        Assert
            .IsType<SignatureVerdict.Refused>(
                new EventSignatures(new CapabilityVerifier(new()), new()).Verify(
                    envelope,
                    Doors.Payload,
                    null,
                    signer.Did,
                    Samples.Scope,
                    Samples.Noon,
                    CapabilityTimeRule.NewWrites
                )
            )
            .Reason;

    static IdentityRefusal Refusal(IpldMap capability)
    {
        Assert.True(Cacao.TryRead(DagCborEncoder.ToBlock(capability), out var read, out _));
        return new CapabilityVerifier(new()).Check(read, Samples.Noon, CapabilityTimeRule.NewWrites)!.Value;
    }
}
