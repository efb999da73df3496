using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;

namespace ComposeServer.Conformance.Identity;

/// <summary>DID documents of keys.</summary>
sealed class DidKeyVectors : VectorClaims
{
    static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public DidKeyVectors()
        : base("did-key-documents.json") =>
        Claim(A_did_has_the_document_that_the_javascript_resolver_gives_or_is_refused_as_there);

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["metadata.contentType"] = "the same of every answer, also of refusals",
            ["metadata.message"] = "words of the JavaScript engine",
        };

    static void A_did_has_the_document_that_the_javascript_resolver_gives_or_is_refused_as_there(VectorCase one)
    {
        var text = one.Json.Text("did");

        var read = Did.TryParse(text, out var did) && DidKey.TryRead(did, out _, out _);

        Assert.Equal(one.Json.GetProperty("ok").GetBoolean(), read);
        var expected = JsonSerializer.Serialize(one.Json.GetProperty("document").Json, AsIs);
        Assert.Equal(expected, read ? Encoding.UTF8.GetString(DidKey.Parse(text).ToDocument()!) : "null");
        Assert.Equal(
            read ? null : "invalidDid",
            one.Json.GetProperty("metadata").TryGetProperty("error", out var error) ? error.GetString() : null
        );
    }
}
