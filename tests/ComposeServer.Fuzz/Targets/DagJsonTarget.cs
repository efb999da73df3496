using System.Text;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Fuzz.Targets;

sealed class DagJsonTarget : FuzzTarget
{
    const string Link = """{"/":"bafyreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu"}""";

    public override string Name => "dag-json";

    public override InputForm Form => InputForm.Json;

    public override IReadOnlyList<string> Words { get; } =
    ["/", "bytes", Link, """{"/":{"bytes":"AQID"}}""", "-0", "-0.0", "1e400", "18446744073709551616", "\\ud800"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Json("vectors/dag-cbor.json", "value"),
            .. Vectors.Json("vectors/events-key-ed25519.json", "payload"),
            Encoding.UTF8.GetBytes($$$"""{"a":{{{Link}}},"b":[{"/":{"bytes":"AQID"}},1.0,-0.0,1e21,null,true,"é"]}"""),
        ];

    protected override void Check(byte[] input)
    {
        var read = Door.Through(() => DagJsonDecoder.Read(input));
        if (!read.IsOk)
            return;
        var isWritten = DagJsonEncoder.TryEncode(read.Value, out var json, out var error);
        Oracle.Holds(isWritten, $"what was read can be written: {error}");
        var again = DagJsonDecoder.Read(json);
        Oracle.Holds(again.IsOk && again.Value.Equals(read.Value), "what is written reads as the same value");
        Oracle.Same(DagJsonEncoder.Encode(again.Value!), json!, "there is one canonical text");
        Oracle.Holds(DagCborEncoder.TryEncode(read.Value, out _, out var code), $"what was read has bytes: {code}");
    }
}
