using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Identity;

public class EventSignatureVectorTests
{
    const string MetamodelId = "kh4q0ozorrgaq2mezktnrmdwleo1d";

    static readonly BigInteger Secp256k1Order = BigInteger.Parse(
        "0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture
    );

    static readonly DateTimeOffset Then = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());

    public static TheoryData<string, string> KeyEvents =>
        Names(
            ["dag-jose.json", "events-key-ed25519.json", "events-key-other.json"],
            vector => vector.TryGetProperty("jws", out _)
        );

    public static TheoryData<string, string> Seeded =>
        Names(["dag-jose.json", "events-key-ed25519.json"], vector => vector.TryGetProperty("jws", out _));

    public static TheoryData<string, string> Secp256k1Seeded =>
        Names(["events-key-other.json"], vector => vector.TryGetProperty("privateKey", out _));

    public static TheoryData<string, string> AccountEvents =>
        Names(["events-pkh-cacao.json"], vector => vector.TryGetProperty("cacaoBlock", out _));

    [Theory]
    [MemberData(nameof(KeyEvents))]
    public void An_event_of_a_did_key_verifies(string file, string name)
    {
        var vector = Find(file, name);
        var signer = Did.Parse(vector.TryGetProperty("signedBy", out var by) ? by.GetString()! : vector.Text("did"));

        var verdict = Verify(vector, null, signer, default);

        Assert.Equal(new SignatureVerdict.Valid(signer, null), verdict);
    }

    [Theory]
    [MemberData(nameof(Seeded))]
    public void Signing_again_gives_the_same_envelope_and_cid(string file, string name)
    {
        var vector = Find(file, name);
        using var signer = new Ed25519Signer(vector.Hex("seed"));

        var envelope = signer.SignEvent(Cid.Parse(vector.Text("jws", "link")));

        Assert.Equal(vector.Text("dagJose"), Convert.ToHexStringLower(envelope.ToBytes()));
        Assert.Equal(vector.Text("cid"), envelope.ToBlock().Cid.ToString());
    }

    [Theory]
    [MemberData(nameof(Secp256k1Seeded))]
    public void Signing_again_by_secp256k1_gives_the_same_signature_with_a_low_s(string file, string name)
    {
        var vector = Find(file, name);
        Assert.True(DagJws.TryRead(vector.Hex("dagJose"), DagCborRules.Strict, out var recorded, out _));
        using var signer = new Secp256k1Signer(vector.Hex("privateKey"));

        var made = signer.SignEvent(recorded.Link);

        Assert.Equal(recorded.Signatures[0].Protected.ToArray(), made.Signatures[0].Protected.ToArray());
        var (r, s) = Split(made.Signatures[0].Signature);
        var (recordedR, recordedS) = Split(recorded.Signatures[0].Signature);
        Assert.Equal(recordedR, r);
        Assert.Equal(recordedS > Secp256k1Order / 2 ? Secp256k1Order - recordedS : recordedS, s);
    }

    [Theory]
    [MemberData(nameof(AccountEvents))]
    public void An_event_of_an_account_verifies_where_its_capability_covers_it(string file, string name)
    {
        var vector = Find(file, name);
        var capability = ReadCapability(vector);
        var model = vector.TryGetProperty("model", out var id) ? id.GetString() : null;
        if (name.Contains("model init", StringComparison.Ordinal))
            model = MetamodelId;
        var scope = new ResourceScope(vector.Text("streamId"), model);

        var verdict = Verify(vector, capability, Did.Parse(vector.Text("controller")), scope);

        if (name.StartsWith("pkh201", StringComparison.Ordinal))
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

    [Fact]
    public void The_references_session_event_verifies_and_its_header_is_made_again()
    {
        var sessions = VectorFile.Read("ceramic-protocol.json").GetProperty("sessions");
        var http = sessions.GetProperty("http");
        Assert.True(DagJws.TryReadJson(http.GetProperty("jws"), out var envelope, out _));
        Assert.True(Base64Plain.TryDecode(http.Text("cacaoBlock"), out var block));
        Assert.True(Cacao.TryRead(Block.Of(Multicodec.DagCbor, block), out var capability, out _));
        var scope = new ResourceScope("kunused", "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl");
        using var session = new Ed25519Signer(Enumerable.Repeat((byte)8, 32).ToArray());

        var verdict = Signatures.Verify(
            envelope,
            envelope.Link,
            capability,
            Did.Parse(sessions.Text("parent")),
            scope,
            Then,
            CapabilityTimeRule.NewWrites
        );

        _ = Assert.IsType<SignatureVerdict.Valid>(verdict);
        Assert.Equal(sessions.Text("cacaoCid"), capability.Cid.ToString());
        Assert.Equal(envelope, session.SignEvent(envelope.Link, capability.Cid));
    }

    static (BigInteger R, BigInteger S) Split(ReadOnlyMemory<byte> signature) =>
        (
            new BigInteger(signature.Span[..32], isUnsigned: true, isBigEndian: true),
            new BigInteger(signature.Span[32..], isUnsigned: true, isBigEndian: true)
        );

    static SignatureVerdict Verify(JsonElement vector, Cacao? capability, Did issuer, ResourceScope scope)
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

    static Cacao ReadCapability(JsonElement vector)
    {
        Assert.True(Base64Plain.TryDecode(vector.Text("cacaoBlock"), out var bytes));
        var block = Block.Of(Multicodec.DagCbor, bytes);
        Assert.Equal(vector.Text("cacaoCid"), block.Cid.ToString());
        Assert.True(Cacao.TryRead(block, out var capability, out _));
        return capability;
    }

    static JsonElement Find(string file, string name) =>
        VectorFile.Cases(file).Single(vector => vector.Text("name") == name);

    static TheoryData<string, string> Names(string[] files, Func<JsonElement, bool> isWanted)
    {
        var names = new TheoryData<string, string>();
        foreach (var file in files)
        {
            foreach (var vector in VectorFile.Cases(file).Where(isWanted))
                names.Add(file, vector.Text("name"));
        }

        return names;
    }
}
