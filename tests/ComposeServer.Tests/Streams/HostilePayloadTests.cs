using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class HostilePayloadTests : IDisposable
{
    const int Rounds = 1_500;

    readonly DocumentScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20_240_917)]
    public void No_payload_of_any_shape_makes_a_family_throw(int seed)
    {
        var random = new Random(seed);
        var model = _scene.Model();
        var document = _scene.List(model.Id, """{"text":"x"}""");
        var single = _scene.SingleModel("""{"text":{"type":"string","maxLength":10}}""");
        IpldValue[] special =
        [
            StreamId.Metamodel.ToBytes(),
            model.Id.ToBytes(),
            single.Id.ToBytes(),
            model.Id.ToString(),
            document.Id.ToString(),
            _scene.Signer.Did.Text,
            IpldList.Of(_scene.Signer.Did.Text),
            document.Id.Init,
            document.Tip,
            ModelSample.Definition().Value,
        ];

        var bending = new PayloadBending(random, special);
        var answers = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var payload = bending.Bend(Start(random.Next(3), document));
            var block = DagCborEncoder.ToBlock(payload);
            var blocks =
                random.Next(4) == 0 ? new EventBlocks(block) { Evidence = new([block], 1) } : _scene.Sign(block);

            using var json = JsonBytes.Of(payload).Read();
            _ = HttpEvents.TryRead(json.RootElement, out _, out _);
            var result = _scene.Lab.Apply(blocks);

            answers.Add((result as ApplyResult.Refused)?.Reason.Code ?? result.GetType().Name);
            if (result is ApplyResult.Applied { State: DocumentState next } && next.Id == document.Id)
                document = next;
        }

        // That it did not throw says something only if the payloads came far.
        string[] expected =
        [
            nameof(ApplyResult.Applied),
            RefusalCode.Malformed,
            RefusalCode.InvalidHeader,
            RefusalCode.InvalidModel,
            RefusalCode.InvalidPatch,
            RefusalCode.SchemaViolation,
            RefusalCode.Unsigned,
            RefusalCode.NotAllowed,
        ];
        Assert.Empty(expected.Except(answers));
    }

    /// <summary>A payload that would pass.</summary>
    IpldMap Start(int kind, DocumentState document) =>
        kind switch
        {
            0 => IpldMap.Of(("data", ModelSample.Definition().Value), ("header", Header(StreamId.Metamodel))),
            1 => IpldMap.Of(
                ("data", IpldMap.Of(("text", "y"))),
                ("header", Header(document.ModelId).With("unique", new byte[12]))
            ),
            _ => IpldMap.Of(
                ("data", IpldList.Of(IpldMap.Of(("op", "replace"), ("path", "/text"), ("value", "z")))),
                ("id", document.Id.Init),
                ("prev", document.Tip)
            ),
        };

    IpldMap Header(StreamId model) =>
        IpldMap.Of(("controllers", IpldList.Of(_scene.Signer.Did.Text)), ("model", model.ToBytes()), ("sep", "model"));
}
