using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

public class ModelVectorTests
{
    const string Models = "models.json";
    const string Definitions = "model-definitions.json";
    const string Golden = "model-streams.json";

    public static TheoryData<string> ModelCases => VectorFile.CaseNames(Models);

    public static TheoryData<string> GoldenCases =>
        [.. VectorFile.ReadGolden(Golden).GetProperty("cases").EnumerateArray().Select(one => Text(one, "name"))];

    [Theory]
    [MemberData(nameof(ModelCases))]
    public void A_definition_signed_by_a_key_makes_the_recorded_model_stream(string name)
    {
        var vector = VectorFile.Case(Models, name);
        using var signer = new Ed25519Signer(Convert.FromHexString(Text(VectorFile.Read(Models), "seed")));

        var made = Sign(signer, vector.GetProperty("definition"));

        Assert.Equal(Text(vector, "streamId"), new StreamId(StreamType.Model, made.Event.Cid).ToString());
        Assert.True(HttpEvents.TryRead(vector.GetProperty("commits")[0], out var recorded, out _));
        Assert.Equal(recorded.Event, made.Event);
        Assert.Equal(recorded.Linked, made.Linked);
    }

    [Fact]
    public void All_recorded_models_are_accepted_in_their_order()
    {
        var lab = new StreamLab(new ModelFamily());

        foreach (var vector in VectorFile.Cases(Models))
        {
            Assert.True(HttpEvents.TryRead(vector.GetProperty("commits")[0], out var blocks, out _));
            var state = lab.Take<ModelState>(blocks);
            Assert.Equal(Text(vector, "streamId"), state.Id.ToString());
            Assert.Equal(JsonBytes.Of(vector.GetProperty("definition")), state.Content);
        }
    }

    [Fact]
    public void Definitions_are_accepted_and_refused_as_the_JS_client_and_node_do()
    {
        var file = VectorFile.Read(Definitions);
        using var signer = new Ed25519Signer(Convert.FromHexString(Text(file, "seed")));
        Assert.Equal(Text(file, "did"), signer.Did.Text);
        var lab = new StreamLab(new ModelFamily());

        foreach (var vector in VectorFile.Cases(Definitions))
        {
            var definition = PlainJson.FromDocument(vector.GetProperty("definition"));
            var blocks = EventSigner.Sign(signer, Payload(definition, signer.Did));
            if (vector.GetProperty("ok").GetBoolean())
            {
                Assert.Equal(Text(vector, "streamId"), lab.Take<ModelState>(blocks).Id.ToString());
                continue;
            }

            var refusal = lab.Refuse(blocks);
            Assert.Equal(RefusalCode.InvalidModel, refusal.Code);
            if (Text(vector, "refusedBy") == "node")
                Assert.Equal(NodeError(Text(vector, "error")), refusal.Detail);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public void Compiled_definitions_make_the_recorded_streams(string name)
    {
        var file = VectorFile.ReadGolden(Golden);
        var vector = file.GetProperty("cases").EnumerateArray().Single(one => Text(one, "name") == name);
        using var signer = new Ed25519Signer(Convert.FromHexString(Text(file, "seedHex")));

        foreach (var created in vector.GetProperty("created").EnumerateArray())
        {
            var made = Sign(signer, created.GetProperty("content"));

            Assert.Equal(Text(created, "genesisCborHex"), Convert.ToHexStringLower(made.Linked!.Value.Bytes.Span));
            Assert.Equal(Text(created, "payloadCid"), made.Linked.Value.Cid.ToString());
            Assert.Equal(Text(created, "cid"), made.Event.Cid.ToString());
            Assert.Equal(Text(created, "id"), new StreamId(StreamType.Model, made.Event.Cid).ToString());
        }
    }

    /// <summary>Also definitions that do not read: clients may send anything.</summary>
    static Block Payload(IpldValue definition, Did controller)
    {
        var header = IpldMap.Of(
            ("controllers", IpldList.Of(controller.Text)),
            ("model", StreamId.Metamodel.ToBytes()),
            ("sep", "model")
        );
        return ComposeServer.Ipld.DagCbor.DagCborEncoder.ToBlock(IpldMap.Of(("data", definition), ("header", header)));
    }

    static ComposeServer.Log.EventBlocks Sign(Ed25519Signer signer, JsonElement definition) =>
        EventSigner.Sign(signer, ModelEvents.Init(ModelDefinition.Parse(definition), signer.Did));

    /// <summary>The node's JSON answer stands at the end of the client library's text.</summary>
    static string NodeError(string clientText)
    {
        using var body = JsonDocument.Parse(clientText[clientText.IndexOf('{', StringComparison.Ordinal)..]);
        return Text(body.RootElement, "error");
    }

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
