using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Ipld;

/// <summary>Envelopes in their three forms: general JSON, DAG-JOSE block, and the parts that were signed.</summary>
sealed class DagJoseVectors : VectorClaims
{
    public DagJoseVectors()
        : base("dag-jose.json", "events-key-ed25519.json", "events-key-other.json", "events-pkh-cacao.json")
    {
        Claim(The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form, IsSigned);
        Claim(The_link_names_the_linked_block_and_the_protected_header_is_the_signed_text, IsSigned);
    }

    static bool IsSigned(VectorCase one) => one.Json.Has("jws");

    static void The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form(VectorCase one)
    {
        var block = one.Json.Hex("dagJose");
        var recorded = one.Json.GetProperty("jws").Json;

        Assert.True(DagJws.TryReadJson(recorded, out var fromJson, out var jsonError), jsonError.Detail);
        Assert.True(DagJws.TryRead(block, DagCborRules.Strict, out var fromBlock, out var error), error.Detail);

        Assert.Equal(block, fromJson.ToBytes());
        Assert.Equal(one.Json.Text("cid"), fromJson.ToBlock().Cid.ToString());
        Assert.Equal(fromJson, fromBlock);
        Assert.True(JsonElement.DeepEquals(recorded, JsonElement.Parse(Json(fromBlock))));
        // The others were written by a library that puts the signature before its header.
        if (one.Document.Name == "dag-jose.json")
            Assert.Equal(Compact(recorded), Encoding.UTF8.GetString(Json(fromBlock)));
    }

    static void The_link_names_the_linked_block_and_the_protected_header_is_the_signed_text(VectorCase one)
    {
        Assert.True(Base64Plain.TryDecode(one.Json.Text("linkedBlock").TrimEnd('='), out var linked));
        var recorded = one.Json.GetProperty("jws");
        Assert.True(DagJws.TryReadJson(recorded.Json, out var jws, out _));

        Assert.True(jws.Link.Names(linked));
        if (one.Json.TryGetProperty("linkedCid", out var cid))
            Assert.Equal(cid.GetString(), jws.Link.ToString());
        Assert.Equal(
            Compact(one.Json.GetProperty("protectedHeader").Json),
            Encoding.UTF8.GetString(jws.Signatures[0].Protected.Span)
        );
        var signed = recorded.GetProperty("signatures")[0].Text("protected");
        Assert.Equal($"{signed}.{recorded.Text("payload")}", Encoding.ASCII.GetString(jws.SigningInput(0)));
    }

    static byte[] Json(DagJws jws)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jws.WriteJson(writer);
        return stream.ToArray();
    }

    static string Compact(JsonElement json) => Encoding.UTF8.GetString(PlainJson.ToUtf8(PlainJson.FromDocument(json)));
}

/// <summary>The payload that an envelope signs: the block is its DAG-CBOR.</summary>
sealed class LinkedBlockVectors : VectorClaims
{
    public LinkedBlockVectors()
        : base("dag-jose.json", "events-key-other.json") => Claim(The_linked_block_is_the_payload_encoded);

    static void The_linked_block_is_the_payload_encoded(VectorCase one)
    {
        Assert.True(Base64Plain.TryDecode(one.Json.Text("linkedBlock").TrimEnd('='), out var linked));

        Assert.Equal(linked, DagCborEncoder.Encode(PlainJson.FromDocument(one.Json.GetProperty("payload").Json)));
    }
}
