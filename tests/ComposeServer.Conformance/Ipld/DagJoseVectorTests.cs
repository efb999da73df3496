using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Ipld;

public class DagJoseVectorTests
{
    const string File = "dag-jose.json";

    public static TheoryData<string> Cases => VectorFile.CaseNames(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form(string name)
    {
        var vector = VectorFile.Case(File, name);
        var block = Convert.FromHexString(vector.GetProperty("dagJose").GetString()!);

        Assert.True(
            DagJws.TryReadJson(vector.GetProperty("jws"), out var fromJson, out var jsonError),
            jsonError.Detail
        );
        Assert.True(DagJws.TryRead(block, DagCborRules.Strict, out var fromBlock, out var error), error.Detail);

        Assert.Equal(block, fromJson.ToBytes());
        Assert.Equal(vector.GetProperty("cid").GetString(), fromJson.ToBlock().Cid.ToString());
        Assert.Equal(fromJson, fromBlock);
        Assert.Equal(Compact(vector.GetProperty("jws")), Json(fromBlock));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_link_names_the_linked_block_and_the_protected_header_is_the_signed_text(string name)
    {
        var vector = VectorFile.Case(File, name);
        Assert.True(Base64Plain.TryDecode(vector.GetProperty("linkedBlock").GetString(), out var linked));
        Assert.True(DagJws.TryReadJson(vector.GetProperty("jws"), out var jws, out _));

        Assert.True(jws.Link.Names(linked));
        Assert.Equal(Compact(vector.GetProperty("payload")), PlainJsonOf(linked));
        Assert.Equal(
            Compact(vector.GetProperty("protectedHeader")),
            Encoding.UTF8.GetString(jws.Signatures[0].Protected.Span)
        );
        var signed = vector.GetProperty("jws").GetProperty("signatures")[0].GetProperty("protected").GetString();
        Assert.Equal(
            $"{signed}.{vector.GetProperty("jws").GetProperty("payload").GetString()}",
            Encoding.ASCII.GetString(jws.SigningInput(0))
        );
    }

    [Fact]
    public void The_signed_tile_of_the_protocol_vectors_has_its_recorded_envelope()
    {
        var tile = VectorFile.Read("ceramic-protocol.json").GetProperty("streams").GetProperty("tileSigned");

        Assert.True(DagJws.TryReadJson(tile.GetProperty("jws"), out var jws, out _));

        Assert.Equal(tile.GetProperty("envelope").GetString(), Convert.ToHexStringLower(jws.ToBytes()));
        Assert.Equal(tile.GetProperty("envelopeCid").GetString(), jws.ToBlock().Cid.ToString());
        Assert.Equal(tile.GetProperty("payloadCid").GetString(), jws.Link.ToString());
    }

    static string Json(DagJws jws)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jws.WriteJson(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>In the order of the vector: as recorded, keys sorted by letters.</summary>
    static string PlainJsonOf(byte[] cbor)
    {
        var map = (IpldMap)DagCborDecoder.ReadStrict(cbor).Value!;
        var sorted = IpldMap.From(map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        return Encoding.UTF8.GetString(PlainJson.ToUtf8(sorted));
    }

    static string Compact(JsonElement json) => Encoding.UTF8.GetString(PlainJson.ToUtf8(PlainJson.FromDocument(json)));
}
