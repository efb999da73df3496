using System.Buffers;
using System.Text.Json;
using ComposeServer.Conformance.Ipld;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Conformance.Streams;

/// <summary>Events of models, documents and tiles, in their HTTP form and as blocks.</summary>
sealed class EventVectors : VectorClaims
{
    public EventVectors()
        : base(EventVector.Files)
    {
        Claim(Read_from_its_http_form_an_event_has_the_recorded_blocks_and_names, IsEvent);
        Claim(Written_in_its_http_form_an_event_is_the_recorded_JSON, IsEvent);
        Claim(The_payload_is_the_recorded_one, IsEvent);
        Claim(Names_of_streams_and_commits_follow_from_the_events, IsEvent);
        Claim(Made_again_from_its_parts_an_event_has_the_recorded_bytes, IsEvent);
    }

    static bool IsEvent(VectorCase one) => one.Json.Has("commitJson");

    static void Read_from_its_http_form_an_event_has_the_recorded_blocks_and_names(VectorCase one)
    {
        var vector = new EventVector(one);

        Assert.True(
            HttpEvents.TryRead(vector.Json.GetProperty("commitJson").Json, out var blocks, out var refusal),
            refusal.Detail
        );

        Assert.Equal(vector.Cid, blocks.Event.Cid);
        Assert.Equal(vector.Bytes, blocks.Event.Bytes);
        Assert.Equal(vector.Payload, (blocks.Linked ?? blocks.Event).Bytes);
        Assert.Equal(vector.Capability, blocks.Capability);
    }

    static void Written_in_its_http_form_an_event_is_the_recorded_JSON(VectorCase one)
    {
        var vector = new EventVector(one);
        var recorded = vector.Json.GetProperty("commitJson").Json;
        HttpEvents.TryRead(recorded, out var blocks, out _);

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            HttpEvents.WriteCommit(writer, blocks!);

        using var written = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.Equal(vector.Text("cid"), written.RootElement.GetProperty("cid").GetString());
        var value = written.RootElement.GetProperty("value");
        Assert.True(JsonElement.DeepEquals(recorded, value), value.GetRawText());
    }

    static void The_payload_is_the_recorded_one(VectorCase one)
    {
        Assert.Equal(DagJsonValue.Of(one.Json.GetProperty("payload").Json), new EventVector(one).Body);
    }

    static void Made_again_from_its_parts_an_event_has_the_recorded_bytes(VectorCase one)
    {
        var vector = new EventVector(one);
        using var signer = vector.Signer();

        var made = Make(vector, signer.Did.Text, payload => EventSigner.Sign(signer, payload, vector.Capability));

        Assert.Equal(vector.Payload, (made.Linked ?? made.Event).Bytes);
        Assert.Equal(vector.Bytes, made.Event.Bytes);
        Assert.Equal(vector.Cid, made.Event.Cid);
    }

    static void Names_of_streams_and_commits_follow_from_the_events(VectorCase one)
    {
        var vector = new EventVector(one);
        var type =
            vector.IsTile ? StreamType.Tile
            : vector.Name.Contains("model init", StringComparison.Ordinal) ? StreamType.Model
            : StreamType.Document;
        var init = vector.Body.TryGet<IpldLink>("id", out var id) ? id.Value : vector.Cid;

        var stream = new StreamId(type, init);
        using var signer = vector.Signer();

        Assert.Equal(vector.Text("streamId"), stream.ToString());
        Assert.Equal(vector.Text("signedBy"), signer.Did.Text);
        Assert.Equal(vector.Account ?? signer.Did.Text, vector.Text("controller"));
        if (vector.Json.TryGetProperty("commitId", out var commit))
            Assert.Equal(commit.GetString(), stream.At(vector.Cid).ToString());
        if (
            vector.Body.TryGet<IpldMap>("header", out var header)
            && header.TryGet<IpldList>("controllers", out var list)
        )
            Assert.Equal(IpldList.Of(vector.Controller.Text), list);
        if (header is not null && header.TryGet<IpldBytes>("model", out var model) && vector.Json.Has("model"))
            Assert.Equal(vector.Model.ToBytes(), model.Value.ToArray());
    }

    static EventBlocks Make(EventVector vector, string signedBy, Func<Block, EventBlocks> sign)
    {
        Assert.Equal(vector.Text("signedBy"), signedBy);
        var header = vector.Body.TryGet<IpldMap>("header", out var found) ? found : IpldMap.Empty;
        switch (vector.Name)
        {
            case var name when name.Contains("model init", StringComparison.Ordinal):
                var definition = ModelDefinition.Parse(vector.Json.At("payload", "data").Json);
                return sign(ModelEvents.Init(definition, vector.Controller));
            case var name when name.Contains("tile deterministic init", StringComparison.Ordinal):
                return TileEvents.DeterministicInit(vector.Controller, header.Without("controllers"));
            case var name when name.Contains("tile init", StringComparison.Ordinal):
                var random = Convert.FromBase64String(((IpldString)header["unique"]).Value);
                return sign(
                    TileEvents.Init(
                        vector.Controller,
                        PlainJson.FromDocument(vector.Json.At("payload", "data").Json),
                        bytes => random.CopyTo(bytes),
                        header.Without("controllers").Without("unique")
                    )
                );
            case var name when name.Contains("(LIST)", StringComparison.Ordinal):
                var content = PlainJson.FromDocument(vector.Json.At("payload", "data").Json);
                var unique = ((IpldBytes)header["unique"]).Value;
                return sign(
                    DocumentEvents.ListInit(
                        vector.Model,
                        vector.Controller,
                        content,
                        bytes => unique.Span.CopyTo(bytes)
                    )
                );
            case var name when name.Contains("(SINGLE)", StringComparison.Ordinal):
                return DocumentEvents.SingleInit(vector.Model, vector.Controller);
            case var name when name.Contains("(SET)", StringComparison.Ordinal):
                var values = vector.Json.GetProperty("unique").Json.EnumerateArray().Select(PlainJson.FromDocument);
                return DocumentEvents.SetInit(vector.Model, vector.Controller, SetKey.Of(values));
            default:
                return sign(MakeData(vector, header));
        }
    }

    static Block MakeData(EventVector vector, IpldMap header)
    {
        var nothing = JsonElement.Parse("{}"u8);
        var before = vector.Json.TryGetProperty("oldContent", out var old) ? old.Json : nothing;
        var after =
            vector.Json.TryGetProperty("newContent", out var changed) ? changed.Json
            : vector.Name.EndsWith("(header only)", StringComparison.Ordinal) ? nothing
            : JsonElement.Parse("""{"text":"profile"}"""u8);
        bool? shouldIndex = header.TryGet<IpldBool>("shouldIndex", out var flag) ? flag.Value : null;
        return DocumentEvents.Data(
            ((IpldLink)vector.Body["id"]).Value,
            ((IpldLink)vector.Body["prev"]).Value,
            JsonPatch.Diff(before, after),
            shouldIndex
        );
    }
}
