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

    static readonly string[] Keys =
    [
        .. "data header controllers model unique context shouldIndex sep id prev proof path op from value version name schema".Split(
            ' '
        ),
        .. "properties type accountRelation fields interface implements relations views immutableFields required".Split(
            ' '
        ),
        .. "additionalProperties $ref $defs items enum const pattern anyOf text target".Split(' '),
    ];

    static readonly string[] Words =
    [
        .. "object string integer list set single none 2.0 1.0 document account documentAccount relationFrom add remove".Split(
            ' '
        ),
        .. "replace move copy test /text /target /a/b x/text 0 1/0 #/$defs/A # did:key:x".Split(' '),
        "",
    ];

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

        var answers = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var payload = Bent(random, special, Start(random.Next(3), document));
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

    /// <summary>The payload with one to three members, at any depth, set to something else or taken away.</summary>
    static IpldMap Bent(Random random, IpldValue[] special, IpldMap payload)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            payload = Bend(random, special, payload) as IpldMap ?? payload;
        return payload;
    }

    static IpldValue Bend(Random random, IpldValue[] special, IpldValue value)
    {
        switch (value)
        {
            case IpldMap { Count: > 0 } map when random.Next(4) > 0:
                var (key, inner) = map.Entries[random.Next(map.Count)];
                return map.With(key, Bend(random, special, inner));
            case IpldMap map when random.Next(3) > 0:
                return map.With(Keys[random.Next(Keys.Length)], Any(random, special, 3));
            case IpldMap { Count: > 0 } map:
                return map.Without(map.Entries[random.Next(map.Count)].Key);
            case IpldList { Count: > 0 } list when random.Next(3) > 0:
                var at = random.Next(list.Count);
                return new IpldList([
                    .. list.Items.Select((item, index) => index == at ? Bend(random, special, item) : item),
                ]);
            default:
                return Any(random, special, 3);
        }
    }

    static IpldValue Any(Random random, IpldValue[] special, int depth) =>
        random.Next(depth > 0 ? 10 : 8) switch
        {
            0 => IpldValue.Null,
            1 => random.Next(2) == 0,
            2 => random.Next(-3, 300),
            3 => new IpldFloat(random.NextDouble() * 1e22),
            4 => IpldInteger.Of((Int128)random.NextInt64() * 2),
            5 => Words[random.Next(Words.Length)],
            6 or 7 => special[random.Next(special.Length)],
            8 => new IpldList([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, special, depth - 1))]),
            _ => IpldMap.From(
                Keys.OrderBy(_ => random.Next())
                    .Take(random.Next(4))
                    .Select(key => KeyValuePair.Create(key, Any(random, special, depth - 1)))
            ),
        };
}
