using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;

namespace ComposeServer.Conformance.Identity;

public class DidKeyDocumentTests
{
    static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Dids =>
        [.. VectorFile.Cases("did-key-documents.json").Select(vector => vector.Text("did"))];

    [Theory]
    [MemberData(nameof(Dids))]
    public void A_did_has_the_document_that_the_javascript_resolver_gives_or_is_refused_as_there(string text)
    {
        var vector = VectorFile.Cases("did-key-documents.json").Single(vector => vector.Text("did") == text);

        var read = Did.TryParse(text, out var did) && DidKey.TryRead(did, out _, out _);

        Assert.Equal(vector.GetProperty("ok").GetBoolean(), read);
        if (!read)
            return;
        var expected = JsonSerializer.Serialize(vector.GetProperty("document"), AsIs);
        Assert.Equal(expected, Encoding.UTF8.GetString(DidKey.Parse(text).ToDocument()!));
    }

    [Fact]
    public void The_dids_of_fixed_keys_are_those_of_the_reference()
    {
        var seven = Enumerable.Repeat((byte)7, 32).ToArray();
        var sessions = VectorFile.Read("ceramic-protocol.json").GetProperty("sessions");

        using var ed25519 = new ComposeServer.Identity.Jose.Ed25519Signer(seven);
        using var secp256k1 = new ComposeServer.Identity.Jose.Secp256k1Signer(seven);
        using var p256 = new ComposeServer.Identity.Jose.P256Signer(seven);

        Assert.Equal("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z", ed25519.Did.Text);
        Assert.Equal(sessions.Text("didSecp"), secp256k1.Did.Text);
        Assert.Equal(sessions.Text("didP256"), p256.Did.Text);
    }
}
