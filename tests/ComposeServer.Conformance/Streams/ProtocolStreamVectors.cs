using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>The appendix on streams: one key of 32 bytes 07, one model called Ping.</summary>
sealed class ProtocolStreamVectors : VectorClaims
{
    const string Ping = "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl";

    const string PingDefinition = """
        {"version":"2.0","name":"Ping","description":"smallest model","accountRelation":{"type":"list"},"interface":false,"implements":[],
        "schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"n":{"type":"integer"}},
        "additionalProperties":false},"immutableFields":[],"relations":{},"views":{}}
        """;

    static readonly Ed25519Signer Signer = new([.. Enumerable.Repeat((byte)7, 32)]);

    public ProtocolStreamVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_model_has_the_recorded_payload_signature_and_name, IsStreams);
        Claim(The_order_of_a_definitions_members_does_not_change_the_models_name, IsStreams);
        Claim(Deterministic_documents_have_the_recorded_names, IsStreams);
        Claim(The_list_document_has_the_recorded_block_and_state, IsStreams);
        Claim(The_state_of_an_unwritten_document_is_served_letter_by_letter, IsStreams);
        Claim(Unsigned_documents_have_the_recorded_http_form, IsStreams);
    }

    static bool IsStreams(VectorCase one) => one.Name == "streams";

    static void The_model_has_the_recorded_payload_signature_and_name(VectorCase one)
    {
        var streams = one.Json;
        var payload = ModelEvents.Init(ModelDefinition.Parse(JsonElement.Parse(PingDefinition)), Signer.Did);
        var signed = EventSigner.Sign(Signer, payload);

        Assert.Equal(streams.Text("did"), Signer.Did.Text);
        Assert.Equal("bafyreihvrw5tzaqrvnm6slp3dlxbrrrufsrlg55dn4n32jh3nyfiqqowwi", payload.Cid.ToString());
        Assert.StartsWith(
            "a26464617461aa646e616d656450696e67657669657773a0",
            Convert.ToHexStringLower(payload.Bytes.Span),
            StringComparison.Ordinal
        );
        var jws = JsonElement.Parse(Json(writer => HttpEvents.WriteValue(writer, signed))).GetProperty("jws");
        Assert.Equal("AXESIPWNuzyCEatZ6S37Gu4YxjQsorN3o28bvST7bgqIQday", jws.GetProperty("payload").GetString());
        Assert.Equal(
            "fC6vwSukLGiN04g4Iaz63-bPyd3ducvOMj-wWImJzuIIvWQK1GaBSE8LDi0O5mKiJ_0iJjixgofgdMe3JVWlBw",
            jws.GetProperty("signatures")[0].GetProperty("signature").GetString()
        );
        Assert.Equal("bagcqcerailhx5ozpyut4nuljcbum5vtjwskk2uajca2mzm37gwslbmpjgnwq", signed.Event.Cid.ToString());
        Assert.Equal(Ping, new StreamId(StreamType.Model, signed.Event.Cid).ToString());
    }

    static void The_order_of_a_definitions_members_does_not_change_the_models_name(VectorCase one)
    {
        Assert.Equal(one.Json.Text("did"), Signer.Did.Text);
        var definition = ModelDefinition.Parse(JsonElement.Parse(PingDefinition));
        Assert.True(ModelDefinition.TryRead(IpldMap.From(definition.Value.Entries.Reverse()), out var shuffled, out _));

        Assert.Equal(ModelEvents.Init(definition, Signer.Did), ModelEvents.Init(shuffled, Signer.Did));
        Assert.Equal(definition, shuffled);
    }

    static void Deterministic_documents_have_the_recorded_names(VectorCase one)
    {
        var streams = one.Json;
        var model = StreamId.Parse(Ping);
        var single = DocumentEvents.SingleInit(model, Signer.Did);

        Assert.Equal("bafyreie7zudxnamc37qbife2f2crg2kn27ycbgamg2pbqnml7fz6d3qz24", single.Event.Cid.ToString());
        Assert.Equal(
            "k2t6wzhkhabz4bozvfr6607wwbl7qvt6lya6st1i7gvqcbki1r52w3y8hpbx7b",
            DocumentEvents.NameOf(single).ToString()
        );
        Assert.Equal("k2t6wzhkhabz56i895psr13fq7i8k4hnzu2x4ny41y7pz7uq9mhs4xlt55o3pm", Set("a", "b"));
        Assert.Equal("k2t6wzhkhabz5fo6dd9z6dtk6gdm7b1a4012eile9t4iwl5tsgw2chb11kmj34", Set(""));

        string Set(params IpldValue[] values) =>
            DocumentEvents.NameOf(DocumentEvents.SetInit(model, Signer.Did, SetKey.Of(values))).ToString();
    }

    static void The_list_document_has_the_recorded_block_and_state(VectorCase one)
    {
        var streams = one.Json;
        var recorded = streams.GetProperty("midList");
        var lab = new StreamLab(
            new ModelFamily(),
            new DocumentFamily(new CompiledModels(), DocumentFamilyOptions.OwnDoor)
        );
        lab.Take<ModelState>(
            EventSigner.Sign(
                Signer,
                ModelEvents.Init(ModelDefinition.Parse(JsonElement.Parse(PingDefinition)), Signer.Did)
            )
        );
        var unique = new DocumentUnique(Enumerable.Range(0, 12).Select(number => (byte)number).ToArray());
        var blocks = EventSigner.Sign(
            Signer,
            DocumentEvents.ListInit(StreamId.Parse(Ping), Signer.Did, IpldMap.Of(("n", 1)), unique)
        );

        var state = lab.Take<DocumentState>(blocks);

        Assert.Equal(recorded.Text("linkedBlock"), Convert.ToHexStringLower(blocks.Linked!.Value.Bytes.Span));
        Assert.Equal(recorded.Text("streamId"), state.Id.ToString());
        Assert.True(HttpEvents.TryRead(recorded.GetProperty("http").Json, out var http, out _));
        Assert.Equal(blocks, http);
        var json = Json(writer =>
            StreamStateJson.Write(writer, state, [new(state.Tip, EventKind.Init)], AnchorStatus.Pending)
        );
        Assert.Equal(Compact(streams.GetProperty("midState").Json), json);
    }

    static void The_state_of_an_unwritten_document_is_served_letter_by_letter(VectorCase one)
    {
        var streams = one.Json;
        var recorded = streams.Text("midStateDetJson");
        using var document = JsonDocument.Parse(recorded);
        var init = Cid.Parse(document.RootElement.GetProperty("log")[0].GetProperty("cid").GetString()!);
        var id = new StreamId(StreamType.Document, init);
        var state = new DocumentState
        {
            Id = id,
            Name = id.Name,
            Tip = init,
            Height = 1,
            Controller = Signer.Did,
            Model = StreamId.Parse(Ping).Name,
            ModelId = StreamId.Parse(Ping),
            Content = JsonBytes.Null,
        };

        Assert.Equal(
            recorded,
            Json(writer => StreamStateJson.Write(writer, state, [new(init, EventKind.Init)], AnchorStatus.NotRequested))
        );
    }

    static void Unsigned_documents_have_the_recorded_http_form(VectorCase one)
    {
        var single = DocumentEvents.SingleInit(StreamId.Parse(Ping), Signer.Did);
        var set = DocumentEvents.SetInit(StreamId.Parse(Ping), Signer.Did, "a|b");
        foreach (
            var (member, blocks) in (ReadOnlySpan<(string, EventBlocks)>)[("midDetHttp", single), ("setUnique", set)]
        )
        {
            var recorded = one.Json.GetProperty(member).Json;

            Assert.True(HttpEvents.TryRead(recorded, out var read, out _));
            Assert.Equal(blocks, read);
            var written = JsonElement.Parse(Json(writer => HttpEvents.WriteValue(writer, blocks)));
            Assert.True(JsonElement.DeepEquals(recorded, written));
        }
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
