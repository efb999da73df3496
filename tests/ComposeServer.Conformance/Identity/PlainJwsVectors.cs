using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Identity;

/// <summary>JWS over JSON payloads, as admin requests use them.</summary>
sealed class PlainJwsVectors : VectorClaims
{
    public PlainJwsVectors()
        : base("jws-plain.json")
    {
        Claim(Signing_a_json_payload_gives_the_javascript_librarys_text);
        Claim(The_javascript_librarys_text_reads_as_an_admin_request);
    }

    static void Signing_a_json_payload_gives_the_javascript_librarys_text(VectorCase one)
    {
        using var signer = new Ed25519Signer(one.Json.Hex("seed"));

        var jws = Jws.Sign(signer, one.Json.GetProperty("payload").Json);

        Assert.Equal(one.Json.Text("did"), signer.Did.Text);
        Assert.Equal(one.Json.Text("compact"), jws.ToCompact());
        using var general = new MemoryStream();
        using (var json = new Utf8JsonWriter(general))
        {
            jws.WriteGeneral(json);
        }

        Assert.Equal(
            JsonSerializer.Serialize(one.Json.GetProperty("jws").Json),
            Encoding.UTF8.GetString(general.ToArray())
        );
    }

    static void The_javascript_librarys_text_reads_as_an_admin_request(VectorCase one)
    {
        Assert.True(AdminRequest.TryRead(one.Json.Text("compact"), out var request, out _));

        Assert.Equal(one.Json.Text("did"), request.Signer.Text);
        Assert.Equal(one.Json.Text("payload", "code"), request.Code);
        Assert.Equal(one.Json.Text("payload", "requestPath"), request.RequestPath);
        Assert.True(JsonElement.DeepEquals(one.Json.At("payload", "requestBody").Json, request.RequestBody!.Value));
    }
}
