using System.Text.Json;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Conformance.Identity;

public class WycheproofTests
{
    [Theory]
    [InlineData("ed25519_test.json", "pk", KeyKind.Ed25519)]
    [InlineData("ecdsa_secp256k1_sha256_p1363_test.json", "uncompressed", KeyKind.Secp256k1)]
    [InlineData("ecdsa_secp256r1_sha256_p1363_test.json", "uncompressed", KeyKind.P256)]
    public void Every_signature_is_judged_as_published(string file, string keyMember, KeyKind kind)
    {
        var wrong = new List<string>();
        foreach (var group in VectorFile.Read($"wycheproof/{file}").GetProperty("testGroups").EnumerateArray())
        {
            var key = DidKey.Of(kind, group.GetProperty("publicKey").Hex(keyMember));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                if (key.Verify(test.Hex("msg"), test.Hex("sig")) != (test.Text("result") == "valid"))
                    wrong.Add(Describe(test));
            }
        }

        Assert.Empty(wrong);
    }

    static string Describe(JsonElement test) =>
        $"{test.GetProperty("tcId")} {test.Text("result")} {test.Text("comment")}";
}
