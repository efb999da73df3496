using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Ipld;

/// <summary>Encrypted envelopes in their two forms: general JSON and DAG-JOSE block.</summary>
sealed class DagJweVectors : VectorClaims
{
    public DagJweVectors()
        : base("dag-jwe/dag-jwe.json")
    {
        Claim(The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form);
        Claim(An_encrypted_envelope_is_not_a_signed_one);
        Claim(The_recorded_recipients_are_the_keys_that_their_documents_list);
    }

    static void The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form(VectorCase one)
    {
        var block = one.Json.Hex("dagJose");
        var recorded = one.Json.GetProperty("jwe").Json;

        Assert.True(DagJwe.TryReadJson(recorded, out var fromJson, out var inJson), inJson.Detail);
        Assert.True(DagJwe.TryRead(block, DagCborRules.Strict, out var fromBlock, out var error), error.Detail);

        Assert.Equal(block, fromJson.ToBytes());
        Assert.Equal(block, fromBlock.ToBytes());
        Assert.Equal(one.Json.Text("cid"), fromJson.ToBlock().Cid.ToString());
        Assert.Equal(fromJson, fromBlock);
        Assert.True(JsonElement.DeepEquals(recorded, Json(fromBlock)));
    }

    static void An_encrypted_envelope_is_not_a_signed_one(VectorCase one) =>
        Assert.False(DagJws.TryRead(one.Json.Hex("dagJose"), DagCborRules.Strict, out _, out _));

    static void The_recorded_recipients_are_the_keys_that_their_documents_list(VectorCase one)
    {
        Assert.True(DagJwe.TryReadJson(one.Json.GetProperty("jwe").Json, out var jwe, out _));

        var kids = jwe.Recipients!.Select(recipient => ((IpldString)recipient.Header!["kid"]).Value);

        Assert.Equal(one.Json.Texts("recipients").Select(KeyAgreementOf), kids);
    }

    static string KeyAgreementOf(string did) =>
        JsonElement
            .Parse(DidKey.Parse(did).ToDocument()!)
            .GetProperty("keyAgreement")[0]
            .GetProperty("id")
            .GetString()!;

    static JsonElement Json(DagJwe jwe)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jwe.WriteJson(writer);
        return JsonElement.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
