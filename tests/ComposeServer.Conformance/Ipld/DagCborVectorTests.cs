using System.Buffers;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Conformance.Ipld;

public class DagCborVectorTests
{
    const string Valid = "dag-cbor.json";
    const string Unusual = "dag-cbor-decode.json";

    public static TheoryData<string> ValidCases => VectorFile.CaseNames(Valid);

    public static TheoryData<string> UnusualCases => VectorFile.CaseNames(Unusual);

    [Theory]
    [MemberData(nameof(ValidCases))]
    public void Canonical_bytes_read_strictly_write_back_and_have_the_recorded_name(string name)
    {
        var vector = VectorFile.Case(Valid, name);
        var bytes = Convert.FromHexString(vector.GetProperty("cbor").GetString()!);

        var read = DagCborDecoder.ReadStrict(bytes);

        Assert.True(read.IsOk, read.Error.ToString());
        Assert.Equal(bytes, DagCborEncoder.Encode(read.Value));
        Assert.Equal(vector.GetProperty("cid").GetString(), Cid.Compute(Multicodec.DagCbor, bytes).ToString());
        Assert.Null(DagCborDecoder.Check(bytes, DagCborRules.Strict));
    }

    [Theory]
    [MemberData(nameof(UnusualCases))]
    public void Unusual_bytes_are_taken_or_refused_as_the_JS_reader_does(string name)
    {
        var vector = VectorFile.Case(Unusual, name);
        var bytes = Convert.FromHexString(vector.GetProperty("cbor").GetString()!);
        // A listed difference: text that is not UTF-8 would change silently on its way through the JS reader.
        var accepted = vector.GetProperty("accepted").GetBoolean() && !name.Contains("utf8", StringComparison.Ordinal);

        var read = DagCborDecoder.ReadAsReference(bytes);

        Assert.Equal(accepted, read.IsOk);
        Assert.Equal(accepted, DagCborDecoder.Check(bytes, DagCborRules.AsReference) is null);
        Assert.Equal(accepted, PlainJson.Transcode(bytes, new ArrayBufferWriter<byte>()) is null);
        if (read.IsOk)
        {
            var again = Convert.ToHexStringLower(DagCborEncoder.Encode(read.Value));
            Assert.Equal(vector.GetProperty("reencoded").GetString(), again);
        }
    }

    [Theory]
    [MemberData(nameof(UnusualCases))]
    public void Read_strictly_only_canonical_bytes_pass(string name)
    {
        var vector = VectorFile.Case(Unusual, name);
        var bytes = Convert.FromHexString(vector.GetProperty("cbor").GetString()!);
        // A whole float is canonical: the data model tells it from an integer, which the JS reader cannot.
        var canonical = name is "float64 whole" or "int above 2^53" or "negative int64 min";

        Assert.Equal(canonical, DagCborDecoder.ReadStrict(bytes).IsOk);
    }

    [Fact]
    public void Numbers_of_documents_encode_as_the_JS_node_writes_them()
    {
        var spelled = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["-0"] = "-0",
            ["1e21"] = "1e21",
            ["2^53"] = "9007199254740992",
            ["2^53-1"] = "9007199254740991",
            ["-(2^53)"] = "-9007199254740992",
        };
        foreach (var vector in VectorFile.Read("ceramic-protocol.json").GetProperty("dagCborNumbers").EnumerateObject())
        {
            var json = spelled.GetValueOrDefault(vector.Name, vector.Name);
            using var document = System.Text.Json.JsonDocument.Parse(json);

            var bytes = DagCborEncoder.Encode(PlainJson.FromDocument(document.RootElement));

            Assert.Equal(vector.Value.GetString(), Convert.ToHexStringLower(bytes));
        }
    }

    [Fact]
    public void What_the_JS_reader_answers_in_the_protocol_vectors_holds()
    {
        foreach (var vector in VectorFile.Read("ceramic-protocol.json").GetProperty("dagCborDecode").EnumerateArray())
        {
            var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            var refused = vector.GetProperty("js").GetString()!.StartsWith("error", StringComparison.Ordinal);

            Assert.Equal(!refused, DagCborDecoder.ReadAsReference(bytes).IsOk);
        }
    }
}
