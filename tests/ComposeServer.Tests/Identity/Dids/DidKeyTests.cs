using ComposeServer.Identity;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity.Dids;

public class DidKeyTests
{
    [Theory]
    [InlineData("EdDSA", KeyKind.Ed25519)]
    [InlineData("ES256K", KeyKind.Secp256k1)]
    [InlineData("ES256", KeyKind.P256)]
    public void A_did_key_reads_back_as_the_key_it_was_made_of(string algorithm, KeyKind kind)
    {
        using var signer = Samples.Signer(algorithm);

        Assert.True(DidKey.TryRead(signer.Did, out var key, out _));

        Assert.Equal(kind, key.Kind);
        Assert.Equal(algorithm, key.Algorithm);
        Assert.Equal(signer.Kid, key.Kid);
        Assert.Equal($"{signer.Did}#{signer.Did.SpecificPart}", key.Kid);
        Assert.Equal(signer.Did, DidKey.Of(kind, key.PublicKey).Did);
        Assert.True(key.Verify("input"u8, signer.Sign("input"u8)));
        Assert.False(key.Verify("Input"u8, signer.Sign("input"u8)));
    }

    [Theory]
    [InlineData(KeyKind.Secp256k1, 0xe7)]
    [InlineData(KeyKind.P256, 0x1200)]
    public void An_uncompressed_point_reads_as_the_same_key_under_its_own_did(KeyKind kind, int codec)
    {
        using var signer = Samples.Signer(DidKey.AlgorithmOf(kind));
        var compressed = DidKey.Parse(signer.Did.Text);
        var point = new byte[65];
        Assert.True(
            kind == KeyKind.P256
                ? P256.TryUncompress(compressed.PublicKey, point)
                : Secp256k1.TryUncompress(compressed.PublicKey, point)
        );
        var prefix = new byte[Varint.SizeOf((ulong)codec)];
        _ = Varint.Write(prefix, (ulong)codec);

        var long_ = DidKey.Parse($"did:key:z{Base58Btc.Encode([.. prefix, .. point])}");

        Assert.Equal(compressed.PublicKey.ToArray(), long_.PublicKey.ToArray());
        Assert.NotEqual(compressed, long_);
        Assert.True(long_.Verify("input"u8, signer.Sign("input"u8)));
    }

    [Theory]
    [InlineData("did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", IdentityCode.UnsupportedKey, "X25519")]
    [InlineData(
        "did:key:z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
        IdentityCode.UnsupportedKey,
        "P-384"
    )]
    [InlineData(
        "did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec569",
        IdentityCode.UnsupportedDidMethod,
        "did:pkh"
    )]
    [InlineData("did:key:zNotAKey", IdentityCode.UnsupportedKey, "multicodec")]
    [InlineData("did:key:6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z", IdentityCode.InvalidDid, "")]
    [InlineData("did:key:z", IdentityCode.InvalidDid, "")]
    [InlineData("did:key:z0OIl", IdentityCode.InvalidDid, "")]
    public void What_is_no_key_of_a_supported_curve_is_refused_by_name(string text, string code, string named)
    {
        Assert.False(DidKey.TryRead(Did.Parse(text), out _, out var refusal));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ed01", 31)]
    [InlineData("ed01", 33)]
    [InlineData("e701", 32)]
    [InlineData("e701", 34)]
    [InlineData("8024", 32)]
    [InlineData("8024", 64)]
    [InlineData("ed8100", 32)]
    public void Bytes_of_another_length_or_codec_spelling_are_no_key(string codec, int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)2);

        var did = Did.Parse($"did:key:z{Base58Btc.Encode([.. Convert.FromHexString(codec), .. bytes])}");

        Assert.False(DidKey.TryRead(did, out _, out var refusal));
        Assert.Equal(IdentityCode.InvalidDid, refusal.Code);
    }

    [Fact]
    public void A_long_text_is_refused_before_it_is_decoded()
    {
        var did = Did.Parse($"did:key:z{new string('6', Did.LengthMax - 20)}");

        Assert.False(DidKey.TryRead(did, out _, out var refusal));

        Assert.Equal(IdentityCode.InvalidDid, refusal.Code);
    }

    [Fact]
    public void A_recoverable_signature_verifies_only_with_the_recovery_id_of_the_key()
    {
        using var signer = Samples.Signer("ES256K");
        var key = DidKey.Parse(signer.Did.Text);
        var signature = signer.Sign("input"u8);

        var accepted = Enumerable
            .Range(0, 256)
            .Where(last => key.Verify("input"u8, [.. signature, (byte)last]))
            .ToArray();

        Assert.Equal(2, accepted.Length);
        Assert.Equal(27, accepted[1] - accepted[0]);
    }
}
