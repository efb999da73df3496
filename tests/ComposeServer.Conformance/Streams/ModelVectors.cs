using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Models as they were deployed, in their order: later ones name earlier ones.</summary>
sealed class ModelVectors : VectorClaims
{
    public ModelVectors()
        : base("models.json")
    {
        Claim(A_definition_signed_by_a_key_makes_the_recorded_model_stream);
        Claim(A_recorded_model_is_accepted_after_those_before_it);
    }

    static void A_definition_signed_by_a_key_makes_the_recorded_model_stream(VectorCase one)
    {
        using var signer = new Ed25519Signer(one.File.Hex("seed"));

        var made = Sign(signer, one.Json.GetProperty("definition").Json);

        Assert.Equal(one.File.Text("did"), signer.Did.Text);
        Assert.Equal(one.Json.Text("streamId"), new StreamId(StreamType.Model, made.Event.Cid).ToString());
        var recorded = Blocks(Assert.Single(one.Json.GetProperty("commits").EnumerateArray()).Json);
        Assert.Equal(recorded.Event, made.Event);
        Assert.Equal(recorded.Linked, made.Linked);
    }

    static void A_recorded_model_is_accepted_after_those_before_it(VectorCase one)
    {
        var lab = new StreamLab(new ModelFamily());
        foreach (var place in one.Document.Cases.TakeWhile(place => place.Name != one.Name))
            lab.Take<ModelState>(Blocks(place.Json.GetProperty("commits")[0]));

        var state = lab.Take<ModelState>(Blocks(one.Json.GetProperty("commits")[0].Json));

        Assert.Equal(one.Json.Text("streamId"), state.Id.ToString());
        Assert.Equal(JsonBytes.Of(one.Json.GetProperty("definition").Json), state.Content);
    }

    static EventBlocks Blocks(JsonElement commit)
    {
        Assert.True(HttpEvents.TryRead(commit, out var blocks, out var refusal), refusal.Detail);
        return blocks;
    }

    static EventBlocks Sign(Ed25519Signer signer, JsonElement definition) =>
        EventSigner.Sign(signer, ModelEvents.Init(ModelDefinition.Parse(definition), signer.Did));
}

/// <summary>Definitions, good and bad, and who refused the bad ones.</summary>
sealed class ModelDefinitionVectors : VectorClaims
{
    public ModelDefinitionVectors()
        : base("model-definitions.json") => Claim(A_definition_is_accepted_or_refused_as_the_JS_client_and_node_do);

    static void A_definition_is_accepted_or_refused_as_the_JS_client_and_node_do(VectorCase one)
    {
        using var signer = new Ed25519Signer(one.File.Hex("seed"));
        Assert.Equal(one.File.Text("did"), signer.Did.Text);
        var lab = new StreamLab(new ModelFamily());
        foreach (var place in one.Document.Cases.TakeWhile(place => place.Name != one.Name))
        {
            if (place.Json.GetProperty("ok").GetBoolean())
                lab.Take<ModelState>(Signed(signer, place.Json.GetProperty("definition")));
        }

        var blocks = Signed(signer, one.Json.GetProperty("definition").Json);
        if (one.Json.GetProperty("ok").GetBoolean())
        {
            Assert.Equal(one.Json.Text("streamId"), lab.Take<ModelState>(blocks).Id.ToString());
            return;
        }

        var refusal = lab.Refuse(blocks);
        Assert.Equal(RefusalCode.InvalidModel, refusal.Code);
        // What the client refuses never reaches the node: the text is free then.
        var text = one.Json.Text("error");
        if (one.Json.Text("refusedBy") == "node")
            Assert.Equal(NodeError(text), refusal.Detail);
        else
            Assert.Equal("client", one.Json.Text("refusedBy"));
    }

    static EventBlocks Signed(Ed25519Signer signer, JsonElement definition) =>
        EventSigner.Sign(signer, Payload(PlainJson.FromDocument(definition), signer.Did));

    /// <summary>Also definitions that do not read: clients may send anything.</summary>
    static Block Payload(IpldValue definition, Did controller)
    {
        var header = IpldMap.Of(
            ("controllers", IpldList.Of(controller.Text)),
            ("model", StreamId.Metamodel.ToBytes()),
            ("sep", "model")
        );
        return DagCborEncoder.ToBlock(IpldMap.Of(("data", definition), ("header", header)));
    }

    /// <summary>The node's JSON answer stands at the end of the client library's text.</summary>
    static string NodeError(string clientText)
    {
        using var body = JsonDocument.Parse(clientText[clientText.IndexOf('{', StringComparison.Ordinal)..]);
        return body.RootElement.GetProperty("error").GetString()!;
    }
}

/// <summary>Models that the compiler made of SDL, as streams.</summary>
sealed class CompiledModelVectors : VectorClaims
{
    public CompiledModelVectors()
        : base("golden/model-streams.json") =>
        Claim(Compiled_definitions_make_the_recorded_streams, one => one.Json.At("created").GetArrayLength() > 0);

    static void Compiled_definitions_make_the_recorded_streams(VectorCase one)
    {
        using var signer = new Ed25519Signer(one.File.Hex("seedHex"));
        Assert.Equal(one.File.Text("controller"), signer.Did.Text);

        foreach (var created in one.Json.GetProperty("created").EnumerateArray())
        {
            var definition = ModelDefinition.Parse(created.GetProperty("content").Json);

            var made = EventSigner.Sign(signer, ModelEvents.Init(definition, signer.Did));

            Assert.Equal(created.Text("genesisCborHex"), Convert.ToHexStringLower(made.Linked!.Value.Bytes.Span));
            Assert.Equal(created.Text("payloadCid"), made.Linked.Value.Cid.ToString());
            Assert.Equal(created.Text("cid"), made.Event.Cid.ToString());
            Assert.Equal(created.Text("id"), new StreamId(StreamType.Model, made.Event.Cid).ToString());
            Assert.True(
                ComposeServer.Ipld.DagJose.DagJws.TryRead(made.Event.Bytes, DagCborRules.Strict, out var jws, out _)
            );
            Assert.Equal(
                one.File.Text("protectedHeader"),
                System.Text.Encoding.UTF8.GetString(jws.Signatures[0].Protected.Span)
            );
        }
    }
}
