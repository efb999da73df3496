using System.Globalization;
using System.Numerics;
using ComposeServer.Conformance.Streams;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Identity;

/// <summary>Signatures of events: of a key itself, and of a session under its capability.</summary>
sealed class EventSignatureVectors : VectorClaims
{
    const string MetamodelId = "kh4q0ozorrgaq2mezktnrmdwleo1d";

    static readonly BigInteger Secp256k1Order = BigInteger.Parse(
        "0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture
    );

    static readonly DateTimeOffset Then = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());

    public EventSignatureVectors()
        : base("dag-jose.json", "events-key-ed25519.json", "events-key-other.json", "events-pkh-cacao.json")
    {
        Claim(An_event_of_a_did_key_verifies, one => one.Json.Has("jws") && !one.Json.Has("cacaoBlock"));
        Claim(An_event_of_an_account_verifies_where_its_capability_covers_it, one => one.Json.Has("cacaoBlock"));
        Claim(Signing_again_gives_the_same_envelope_and_cid, one => one.Json.Has("jws") && one.Json.Has("seed"));
        Claim(Signing_again_by_secp256k1_gives_the_same_signature_with_a_low_s, one => one.Json.Has("privateKey"));
        Claim(The_key_is_that_of_the_did, one => one.Json.Has("kind"));
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["jwk.key_ops"] = "words of the JavaScript engine about the key",
            ["jwk.ext"] = "words of the JavaScript engine about the key",
        };

    static void An_event_of_a_did_key_verifies(VectorCase one)
    {
        var vector = one.Json;
        var signer = Did.Parse(vector.TryGetProperty("signedBy", out var by) ? by.GetString()! : vector.Text("did"));

        var verdict = Verify(vector, null, signer, default);

        Assert.Equal(new SignatureVerdict.Valid(signer, null), verdict);
    }

    static void Signing_again_gives_the_same_envelope_and_cid(VectorCase one)
    {
        var vector = one.Json;
        using var signer = new Ed25519Signer(vector.Hex("seed"));

        var envelope = signer.SignEvent(Cid.Parse(vector.Text("jws", "link")));

        Assert.Equal(vector.Text("dagJose"), Convert.ToHexStringLower(envelope.ToBytes()));
        Assert.Equal(vector.Text("cid"), envelope.ToBlock().Cid.ToString());
    }

    static void Signing_again_by_secp256k1_gives_the_same_signature_with_a_low_s(VectorCase one)
    {
        var vector = one.Json;
        Assert.True(DagJws.TryRead(vector.Hex("dagJose"), DagCborRules.Strict, out var recorded, out _));
        using var signer = new Secp256k1Signer(vector.Hex("privateKey"));

        var made = signer.SignEvent(recorded.Link);

        Assert.Equal(recorded.Signatures[0].Protected.ToArray(), made.Signatures[0].Protected.ToArray());
        var (r, s) = Split(made.Signatures[0].Signature);
        var (recordedR, recordedS) = Split(recorded.Signatures[0].Signature);
        Assert.Equal(recordedR, r);
        Assert.Equal(recordedS > Secp256k1Order / 2 ? Secp256k1Order - recordedS : recordedS, s);
    }

    static void An_event_of_an_account_verifies_where_its_capability_covers_it(VectorCase one)
    {
        var vector = one.Json;
        var capability = ReadCapability(vector);
        var model = one.Json.TryGetProperty("model", out var id) ? id.GetString() : null;
        if (one.Name.Contains("model init", StringComparison.Ordinal))
            model = MetamodelId;
        var scope = new ResourceScope(vector.Text("streamId"), model);

        var verdict = Verify(vector, capability, Did.Parse(vector.Text("controller")), scope);

        if (!DocumentVectors.IsCovered(one))
        {
            var refused = Assert.IsType<SignatureVerdict.Refused>(verdict);
            Assert.Equal(IdentityCode.CapabilityNotPermitted, refused.Reason.Code);
            Assert.Equal(
                "Capability does not have appropriate permissions to update this Stream",
                refused.Reason.Message
            );
        }
        else
        {
            Assert.Equal(
                new SignatureVerdict.Valid(
                    Did.Parse(vector.Text("signedBy")),
                    new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)
                ),
                verdict
            );
        }
    }

    static void The_key_is_that_of_the_did(VectorCase one)
    {
        var vector = one.Json;
        var kind = vector.Text("kind") == "p256" ? KeyKind.P256 : KeyKind.Secp256k1;
        var did = DidKey.Parse(vector.Text("did"));
        Assert.True(vector.GetProperty("verifiedByDids").GetBoolean());
        Assert.Equal(kind, did.Kind);
        if (kind == KeyKind.Secp256k1)
            return;
        Assert.Equal(("EC", "P-256"), (vector.Text("jwk", "kty"), vector.Text("jwk", "crv")));
        using var signer = new P256Signer(Base64(vector, "d"));
        Assert.Equal(vector.Text("did"), signer.Did.Text);
        byte[] point = [4, .. Base64(vector, "x"), .. Base64(vector, "y")];
        Assert.Equal(did.Did, DidKey.Of(kind, point).Did);
    }

    static byte[] Base64(Recorded vector, string member)
    {
        Assert.True(Base64Url.TryDecode(vector.Text("jwk", member), out var bytes));
        return bytes;
    }

    static (BigInteger R, BigInteger S) Split(ReadOnlyMemory<byte> signature) =>
        (
            new BigInteger(signature.Span[..32], isUnsigned: true, isBigEndian: true),
            new BigInteger(signature.Span[32..], isUnsigned: true, isBigEndian: true)
        );

    static SignatureVerdict Verify(Recorded vector, Cacao? capability, Did issuer, ResourceScope scope)
    {
        Assert.True(DagJws.TryRead(vector.Hex("dagJose"), DagCborRules.Strict, out var envelope, out _));
        return Signatures.Verify(
            envelope,
            Cid.Parse(vector.Text("jws", "link")),
            capability,
            issuer,
            scope,
            Then,
            CapabilityTimeRule.NewWrites
        );
    }

    static Cacao ReadCapability(Recorded vector)
    {
        Assert.True(Base64Plain.TryDecode(vector.Text("cacaoBlock"), out var bytes));
        var block = Block.Of(Multicodec.DagCbor, bytes);
        Assert.Equal(vector.Text("cacaoCid"), block.Cid.ToString());
        Assert.Equal(bytes, DagCborEncoder.Encode(PlainJson.FromDocument(vector.GetProperty("cacao").Json)));
        Assert.True(Cacao.TryRead(block, out var capability, out _));
        return capability;
    }
}
