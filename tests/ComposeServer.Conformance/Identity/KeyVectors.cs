using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Hashes;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Conformance.Identity;

/// <summary>Digests at all lengths about the block size.</summary>
sealed class Keccak256Vectors : VectorClaims
{
    public Keccak256Vectors()
        : base("keccak/keccak256.json") => Claim(The_digest_is_that_of_the_javascript_library);

    static void The_digest_is_that_of_the_javascript_library(VectorCase one)
    {
        var bytes = Enumerable.Range(0, one.Json.GetProperty("length").GetInt32()).Select(at => (byte)at).ToArray();

        Assert.Equal(one.Json.Text("digest"), Convert.ToHexStringLower(Keccak256.Hash(bytes)));
    }
}

/// <summary>Published signatures that are nearly right; one case is one key.</summary>
sealed class WycheproofVectors : VectorClaims
{
    public WycheproofVectors()
        : base(
            "wycheproof/ed25519_test.json",
            "wycheproof/ecdsa_secp256k1_sha256_p1363_test.json",
            "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json"
        ) => Claim(Every_signature_is_judged_as_published);

    public override CaseShape Shape => new CaseShape.Lists("testGroups");

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["algorithm"] = "words of the suite about itself",
            ["schema"] = "words of the suite about itself",
            ["header"] = "words of the suite about itself",
            ["notes"] = "what the flags of tests mean",
            ["numberOfTests"] = "counted by the suite",
            ["source"] = "who made the group",
            ["type"] = "the same of all groups",
            ["publicKeyDer"] = "the same key in another form",
            ["publicKeyPem"] = "the same key in another form",
            ["publicKeyJwk"] = "the same key in another form",
            ["publicKey.type"] = "the same of all groups",
            ["publicKey.curve"] = "the same of all groups",
            ["publicKey.keySize"] = "the same of all groups",
            ["publicKey.wx"] = "half of the key",
            ["publicKey.wy"] = "half of the key",
            ["sha"] = "the same of all groups",
            ["tests.tcId"] = "shown of a test that fails",
            ["tests.comment"] = "shown of a test that fails",
            ["tests.flags"] = "which notes belong to the test",
        };

    static void Every_signature_is_judged_as_published(VectorCase one)
    {
        var (kind, member) = one.Document.Name switch
        {
            var name when name.Contains("ed25519", StringComparison.Ordinal) => (KeyKind.Ed25519, "pk"),
            var name when name.Contains("secp256k1", StringComparison.Ordinal) => (KeyKind.Secp256k1, "uncompressed"),
            _ => (KeyKind.P256, "uncompressed"),
        };
        var key = DidKey.Of(kind, one.Json.GetProperty("publicKey").Hex(member));

        var wrong = one
            .Json.GetProperty("tests")
            .EnumerateArray()
            .Where(test => key.Verify(test.Hex("msg"), test.Hex("sig")) != (test.Text("result") == "valid"))
            .Select(test => $"{test.GetProperty("tcId")} {test.Text("result")} {test.Text("comment")}");

        Assert.Empty(wrong);
    }
}
