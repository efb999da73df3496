using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Identity;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public class HttpEventTests
{
    static readonly StreamId Model = StreamId.Parse("kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl");

    [Fact]
    public void What_is_written_reads_back_padded_or_not()
    {
        using var signer = new Ed25519Signer(new byte[32]);
        var signed = EventSigner.Sign(signer, ModelEvents.Init(ModelSample.Definition(), signer.Did));
        var unsigned = DocumentEvents.SetInit(Model, signer.Did, "zażółć|");

        foreach (var blocks in new[] { signed, unsigned })
        {
            var json = Json(blocks);
            Assert.Equal(blocks, Read(json));
            if (blocks.Linked is not { } payload)
                continue;
            json["linkedBlock"] = Convert.ToBase64String(payload.Bytes.Span);
            Assert.Equal(blocks, Read(json));
        }
    }

    [Fact]
    public void A_block_that_is_not_the_signed_one_is_refused_at_the_door()
    {
        using var signer = new Ed25519Signer(new byte[32]);
        var json = Json(EventSigner.Sign(signer, ModelEvents.Init(ModelSample.Definition(), signer.Did)));
        json["linkedBlock"] = "oA";

        Assert.Equal(RefusalCode.CidMismatch, Refuse(json).Code);
    }

    [Fact]
    public void A_capability_that_the_signature_does_not_name_is_refused_at_the_door()
    {
        using var signer = new Ed25519Signer(new byte[32]);
        var json = Json(EventSigner.Sign(signer, ModelEvents.Init(ModelSample.Definition(), signer.Did)));
        json["cacaoBlock"] = "oA";

        Assert.Equal(IdentityCode.CapabilityMismatch, Refuse(json).Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"jws":null}""")]
    [InlineData("""{"jws":{"payload":"AA","signatures":[]}}""")]
    [InlineData("""{"header":null}""")]
    [InlineData("""{"header":{"model":1}}""")]
    [InlineData("""{"header":{"model":"*"}}""")]
    [InlineData("""{"header":{"model":"AA","unique":"?"}}""")]
    [InlineData("""{"id":"nonsense","prev":"nonsense","proof":"nonsense"}""")]
    [InlineData("""{"header":{"family":"\ud800"}}""")]
    [InlineData("""{"\ud800data":null,"header":{"controllers":[]}}""")]
    [InlineData("""{"jws":{"payload":"AA","signatures":[]},"\ud800":1}""")]
    public void What_is_no_event_is_malformed(string json)
    {
        Assert.False(HttpEvents.TryRead(JsonElement.Parse(json), out _, out var refusal));
        Assert.Equal(RefusalCode.Malformed, refusal.Code);
    }

    [Fact]
    public void The_unique_of_a_tile_stays_text_and_that_of_a_document_becomes_bytes()
    {
        var tile = Read(JsonNode.Parse("""{"header":{"controllers":["did:key:z"],"unique":"AAEC"}}""")!);
        var document = Read(JsonNode.Parse("""{"data":null,"header":{"model":"AAEC","unique":"AAEC"}}""")!);

        Assert.Equal(-1, document.Event.Bytes.Span.IndexOf("AAEC"u8));
        Assert.True(tile.Event.Bytes.Span.IndexOf("AAEC"u8) > 0);
    }

    [Fact]
    public void A_time_event_has_links_where_its_JSON_has_texts()
    {
        var cid = Cid.Compute(Multicodec.DagCbor, "x"u8).ToString();
        var json = JsonNode.Parse($$"""{"id":"{{cid}}","prev":"{{cid}}","proof":"{{cid}}","path":"0/1"}""")!;

        var blocks = Read(json);

        Assert.True(JsonNode.DeepEquals(json, Json(blocks)));
        Assert.True(DagCborDecoder.ReadStrict(blocks.Event.Bytes).TryGet<IpldMap>(out var body));
        Assert.Equal(3, body.Entries.Count(entry => entry.Value is IpldLink));
    }

    [Fact]
    public void A_commit_of_an_account_link_is_unsigned_and_has_links_beside_its_proof()
    {
        var cid = Cid.Compute(Multicodec.DagCbor, "x"u8).ToString();
        var json = JsonNode.Parse(
            $$"""{"id":"{{cid}}","data":{"prev":"{{cid}}","proof":"x","version":2,"timestamp":1700000000},"prev":"{{cid}}"}"""
        )!;

        var blocks = Read(json);

        Assert.True(JsonNode.DeepEquals(json, Json(blocks)));
        Assert.True(DagCborDecoder.ReadStrict(blocks.Event.Bytes).TryGet<IpldMap>(out var body));
        Assert.Equal(["id", "prev"], body.Entries.Where(entry => entry.Value is IpldLink).Select(entry => entry.Key));
    }

    static EventBlocks Read(JsonNode json)
    {
        Assert.True(
            HttpEvents.TryRead(JsonSerializer.SerializeToElement(json), out var blocks, out var refusal),
            refusal.Detail
        );
        return blocks;
    }

    static Refusal Refuse(JsonNode json)
    {
        Assert.False(HttpEvents.TryRead(JsonSerializer.SerializeToElement(json), out _, out var refusal));
        return refusal;
    }

    static JsonNode Json(EventBlocks blocks)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            HttpEvents.WriteValue(writer, blocks);
        return JsonNode.Parse(buffer.WrittenSpan)!;
    }
}
