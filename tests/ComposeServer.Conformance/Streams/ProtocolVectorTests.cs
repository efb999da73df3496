using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>The appendices of the specifications: one key of 32 bytes 07, one model called Ping.</summary>
public sealed class ProtocolVectorTests : IDisposable
{
    const string Ping = "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl";

    const string PingDefinition = """
        {"version":"2.0","name":"Ping","description":"smallest model","accountRelation":{"type":"list"},"interface":false,"implements":[],
        "schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"n":{"type":"integer"}},
        "additionalProperties":false},"immutableFields":[],"relations":{},"views":{}}
        """;

    readonly Ed25519Signer _signer = new([.. Enumerable.Repeat((byte)7, 32)]);
    readonly JsonElement _streams = VectorFile.Read("ceramic-protocol.json").GetProperty("streams");

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void The_model_has_the_recorded_payload_signature_and_name()
    {
        var payload = ModelEvents.Init(ModelDefinition.Parse(JsonElement.Parse(PingDefinition)), _signer.Did);
        var signed = EventSigner.Sign(_signer, payload);

        Assert.Equal(Text(_streams, "did"), _signer.Did.Text);
        Assert.Equal("bafyreihvrw5tzaqrvnm6slp3dlxbrrrufsrlg55dn4n32jh3nyfiqqowwi", payload.Cid.ToString());
        Assert.StartsWith(
            "a26464617461aa646e616d656450696e67657669657773a0",
            Convert.ToHexStringLower(payload.Bytes.Span),
            StringComparison.Ordinal
        );
        var jws = JsonElement.Parse(Json(writer => HttpEvents.WriteValue(writer, signed))).GetProperty("jws");
        Assert.Equal("AXESIPWNuzyCEatZ6S37Gu4YxjQsorN3o28bvST7bgqIQday", Text(jws, "payload"));
        Assert.Equal(
            "fC6vwSukLGiN04g4Iaz63-bPyd3ducvOMj-wWImJzuIIvWQK1GaBSE8LDi0O5mKiJ_0iJjixgofgdMe3JVWlBw",
            Text(jws.GetProperty("signatures")[0], "signature")
        );
        Assert.Equal("bagcqcerailhx5ozpyut4nuljcbum5vtjwskk2uajca2mzm37gwslbmpjgnwq", signed.Event.Cid.ToString());
        Assert.Equal(Ping, new StreamId(StreamType.Model, signed.Event.Cid).ToString());
    }

    [Fact]
    public void The_order_of_a_definitions_members_does_not_change_the_models_name()
    {
        var definition = ModelDefinition.Parse(JsonElement.Parse(PingDefinition));
        Assert.True(ModelDefinition.TryRead(IpldMap.From(definition.Value.Entries.Reverse()), out var shuffled, out _));

        Assert.Equal(ModelEvents.Init(definition, _signer.Did), ModelEvents.Init(shuffled, _signer.Did));
        Assert.Equal(definition, shuffled);
    }

    [Fact]
    public void Deterministic_documents_have_the_recorded_names()
    {
        var model = StreamId.Parse(Ping);
        var single = DocumentEvents.SingleInit(model, _signer.Did);

        Assert.Equal("bafyreie7zudxnamc37qbife2f2crg2kn27ycbgamg2pbqnml7fz6d3qz24", single.Event.Cid.ToString());
        Assert.Equal(
            "k2t6wzhkhabz4bozvfr6607wwbl7qvt6lya6st1i7gvqcbki1r52w3y8hpbx7b",
            DocumentEvents.NameOf(single).ToString()
        );
        Assert.Equal("k2t6wzhkhabz56i895psr13fq7i8k4hnzu2x4ny41y7pz7uq9mhs4xlt55o3pm", Set("a", "b"));
        Assert.Equal("k2t6wzhkhabz5fo6dd9z6dtk6gdm7b1a4012eile9t4iwl5tsgw2chb11kmj34", Set(""));

        string Set(params IpldValue[] values) =>
            DocumentEvents.NameOf(DocumentEvents.SetInit(model, _signer.Did, SetKey.Of(values))).ToString();
    }

    [Fact]
    public void The_list_document_has_the_recorded_block_and_state()
    {
        var recorded = _streams.GetProperty("midList");
        var lab = new StreamLab(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor)
        );
        lab.Take<ModelState>(
            EventSigner.Sign(
                _signer,
                ModelEvents.Init(ModelDefinition.Parse(JsonElement.Parse(PingDefinition)), _signer.Did)
            )
        );
        var unique = new DocumentUnique(Enumerable.Range(0, 12).Select(number => (byte)number).ToArray());
        var blocks = EventSigner.Sign(
            _signer,
            DocumentEvents.ListInit(StreamId.Parse(Ping), _signer.Did, IpldMap.Of(("n", 1)), unique)
        );

        var state = lab.Take<DocumentState>(blocks);

        Assert.Equal(Text(recorded, "linkedBlock"), Convert.ToHexStringLower(blocks.Linked!.Value.Bytes.Span));
        Assert.Equal(Text(recorded, "streamId"), state.Id.ToString());
        Assert.True(HttpEvents.TryRead(recorded.GetProperty("http"), out var http, out _));
        Assert.Equal(blocks, http);
        var json = Json(writer =>
            StreamStateJson.Write(writer, state, [new(state.Tip, EventKind.Init)], AnchorStatus.Pending)
        );
        Assert.Equal(Compact(_streams.GetProperty("midState")), json);
    }

    [Fact]
    public void The_state_of_an_unwritten_document_is_served_letter_by_letter()
    {
        var recorded = Text(_streams, "midStateDetJson");
        using var document = JsonDocument.Parse(recorded);
        var init = Cid.Parse(document.RootElement.GetProperty("log")[0].GetProperty("cid").GetString()!);
        var id = new StreamId(StreamType.Document, init);
        var state = new DocumentState
        {
            Id = id,
            Name = id.Name,
            Tip = init,
            Height = 1,
            Controller = _signer.Did,
            Model = StreamId.Parse(Ping).Name,
            ModelId = StreamId.Parse(Ping),
            Content = JsonBytes.Null,
        };

        Assert.Equal(
            recorded,
            Json(writer => StreamStateJson.Write(writer, state, [new(init, EventKind.Init)], AnchorStatus.NotRequested))
        );
    }

    [Theory]
    [InlineData("midDetHttp")]
    [InlineData("setUnique")]
    public void Unsigned_documents_have_the_recorded_http_form(string member)
    {
        var blocks =
            member == "midDetHttp"
                ? DocumentEvents.SingleInit(StreamId.Parse(Ping), _signer.Did)
                : DocumentEvents.SetInit(StreamId.Parse(Ping), _signer.Did, "a|b");

        Assert.True(HttpEvents.TryRead(_streams.GetProperty(member), out var read, out _));
        Assert.Equal(blocks, read);
        Assert.True(
            JsonElement.DeepEquals(
                _streams.GetProperty(member),
                JsonElement.Parse(Json(writer => HttpEvents.WriteValue(writer, blocks)))
            )
        );
    }

    [Fact]
    public void Tiles_and_links_have_the_recorded_names()
    {
        AssertNamed(StreamType.Tile, _streams.GetProperty("tileDet"));
        AssertNamed(StreamType.Caip10Link, _streams.GetProperty("caip10"));
        var signed = _streams.GetProperty("tileSigned");
        var stream = StreamId.Parse(Text(signed, "streamId"));
        Assert.Equal(Text(signed, "envelopeCid"), stream.Init.ToString());

        var commits = _streams.GetProperty("commitIds");
        Assert.Equal(Text(commits, "genesis0"), stream.At(stream.Init).ToString());
        var tip = Cid.Parse(Text(_streams.GetProperty("tileUpdate"), "envelopeCid"));
        Assert.Equal(Text(commits, "tip"), stream.At(tip).ToString());
        Assert.Equal(stream.At(tip), CommitId.Parse(Text(commits, "url")));
    }

    [Fact]
    public void The_time_event_has_the_recorded_http_form()
    {
        var recorded = _streams.GetProperty("time");

        Assert.True(HttpEvents.TryRead(recorded.GetProperty("http"), out var blocks, out _));

        Assert.Equal(Text(recorded, "eventCbor"), Convert.ToHexStringLower(blocks.Event.Bytes.Span));
        Assert.Equal(Text(recorded, "eventCid"), blocks.Event.Cid.ToString());
    }

    static void AssertNamed(StreamType type, JsonElement recorded)
    {
        var bytes = Convert.FromHexString(Text(recorded, "cbor"));
        Assert.True(DagCborDecoder.ReadStrict(bytes).IsOk);
        Assert.Equal(Text(recorded, "streamId"), new StreamId(type, Cid.Compute(Multicodec.DagCbor, bytes)).ToString());
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
