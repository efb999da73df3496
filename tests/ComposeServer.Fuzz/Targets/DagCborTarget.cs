using System.Buffers;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Fuzz.Targets;

sealed class DagCborTarget : FuzzTarget
{
    public override string Name => "dag-cbor";

    public override InputForm Form => InputForm.Cbor;

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Hex("vectors/dag-cbor.json", "cbor"),
            .. Vectors.Hex("vectors/dag-cbor-decode.json", "cbor"),
            .. Vectors.Base64("vectors/events-key-ed25519.json", "linkedBlock"),
            .. Vectors.Hex("vectors/anchor-trees.json", "cbor"),
        ];

    protected override void Check(byte[] input)
    {
        var strict = Door.Through(() => DagCborDecoder.ReadStrict(input));
        var reference = Door.Through(() => DagCborDecoder.ReadAsReference(input));
        Oracle.Holds(
            Door.Through(() => DagCborDecoder.Check(input, DagCborRules.Strict)) == strict.Error,
            "checking and reading give the same error by the strict rules"
        );
        Oracle.Holds(
            DagCborDecoder.Check(input, DagCborRules.AsReference) == reference.Error,
            "checking and reading give the same error by the reference's rules"
        );
        if (strict.IsOk)
        {
            Oracle.Same(Encoded(strict.Value), input, "what is read strictly has one encoding");
            Oracle.Holds(reference.IsOk, "what is strict is read by the reference's rules too");
            Oracle.Same(
                PlainJson.ToUtf8(strict.Value),
                PlainJson.ToUtf8(reference.Value!),
                "both rules read the same value"
            );
        }

        if (reference.IsOk)
            CheckValue(input, reference.Value);
    }

    static void CheckValue(byte[] input, IpldValue value)
    {
        var again = DagCborDecoder.ReadStrict(Encoded(value));
        Oracle.Holds(again.IsOk && again.Value.Equals(value), "what is written canonically reads as the same value");

        var text = new ArrayBufferWriter<byte>();
        var failure = Door.Through(() => PlainJson.Transcode(input, text));
        Oracle.Holds(failure is null, "what can be read can be transcoded");
        Oracle.Same(text.WrittenSpan, PlainJson.ToUtf8(value), "transcoding gives the text of the value");

        if (DagJsonEncoder.TryEncode(value, out var json, out _))
        {
            var back = DagJsonDecoder.Read(json);
            Oracle.Holds(back.IsOk && back.Value.Equals(value), "DAG-JSON carries the value there and back");
        }
    }

    static byte[] Encoded(IpldValue value) => Door.Through(() => DagCborEncoder.Encode(value));
}
