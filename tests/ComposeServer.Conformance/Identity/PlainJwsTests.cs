using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Identity;

public class PlainJwsTests
{
    public static TheoryData<string> Names =>
        [.. VectorFile.Cases("jws-plain.json").Select(vector => vector.Text("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Signing_a_json_payload_gives_the_javascript_librarys_text(string name)
    {
        var vector = VectorFile.Cases("jws-plain.json").Single(vector => vector.Text("name") == name);
        using var signer = new Ed25519Signer(vector.Hex("seed"));

        var jws = Jws.Sign(signer, vector.GetProperty("payload"));

        Assert.Equal(vector.Text("did"), signer.Did.Text);
        Assert.Equal(vector.Text("compact"), jws.ToCompact());
        using var general = new MemoryStream();
        using (var json = new Utf8JsonWriter(general))
        {
            jws.WriteGeneral(json);
        }

        Assert.Equal(JsonSerializer.Serialize(vector.GetProperty("jws")), Encoding.UTF8.GetString(general.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_javascript_librarys_text_reads_as_an_admin_request(string name)
    {
        var vector = VectorFile.Cases("jws-plain.json").Single(vector => vector.Text("name") == name);

        Assert.True(AdminRequest.TryRead(vector.Text("compact"), out var request, out _));

        Assert.Equal(vector.Text("did"), request.Signer.Text);
        Assert.Equal(vector.Text("payload", "code"), request.Code);
        Assert.Equal(vector.Text("payload", "requestPath"), request.RequestPath);
        Assert.True(JsonElement.DeepEquals(vector.At("payload", "requestBody"), request.RequestBody!.Value));
    }

    [Fact]
    public void The_references_admin_request_is_made_again_byte_for_byte()
    {
        var streams = VectorFile.Read("ceramic-protocol.json").GetProperty("streams");
        using var signer = new Ed25519Signer(Enumerable.Repeat((byte)7, 32).ToArray());
        using var payload = JsonDocument.Parse(streams.Text("adminPayload"));

        var jws = Jws.Sign(signer, payload.RootElement);

        Assert.Equal(streams.Text("adminJws"), jws.ToCompact());
        Assert.Equal(streams.Text("adminHeader"), Encoding.UTF8.GetString(jws.Header.Span));
        Assert.Equal(streams.Text("adminPayload"), Encoding.UTF8.GetString(jws.Payload.Span));
    }
}
