using System.Buffers;
using System.Text;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Conformance.Ipld;

/// <summary>Canonical blocks, each with its value in DAG-JSON.</summary>
sealed class DagCborVectors : VectorClaims
{
    public DagCborVectors()
        : base("dag-cbor.json")
    {
        Claim(Canonical_bytes_read_strictly_write_back_and_have_the_recorded_name);
        Claim(Both_codecs_read_the_same_value_and_write_the_same_bytes);
    }

    static void Canonical_bytes_read_strictly_write_back_and_have_the_recorded_name(VectorCase one)
    {
        var bytes = one.Json.Hex("cbor");

        var read = DagCborDecoder.ReadStrict(bytes);

        Assert.True(read.IsOk, read.Error.ToString());
        Assert.Equal(bytes, DagCborEncoder.Encode(read.Value));
        Assert.Equal(one.Json.Text("cid"), Cid.Compute(Multicodec.DagCbor, bytes).ToString());
        Assert.Null(DagCborDecoder.Check(bytes, DagCborRules.Strict));
    }

    static void Both_codecs_read_the_same_value_and_write_the_same_bytes(VectorCase one)
    {
        var bytes = one.Json.Hex("cbor");
        var json = PlainJson.ToUtf8(PlainJson.FromDocument(one.Json.GetProperty("value").Json));

        var fromCbor = DagCborDecoder.ReadStrict(bytes);
        var fromJson = DagJsonDecoder.Read(json);

        Assert.True(fromJson.IsOk, fromJson.Error.ToString());
        Assert.Equal(fromCbor.Value, fromJson.Value);
        Assert.Equal(bytes, DagCborEncoder.Encode(fromJson.Value));
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(DagJsonEncoder.Encode(fromCbor.Value!)));
    }
}

/// <summary>Bytes that no canonical writer makes, and what the JS reader does with them.</summary>
sealed class DagCborReaderVectors : VectorClaims
{
    public DagCborReaderVectors()
        : base("dag-cbor-decode.json")
    {
        Claim(Unusual_bytes_are_taken_or_refused_as_the_JS_reader_does);
        Claim(Read_strictly_only_canonical_bytes_pass);
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["error"] = "words of the JS library; ours are codes",
        };

    static void Unusual_bytes_are_taken_or_refused_as_the_JS_reader_does(VectorCase one)
    {
        var bytes = one.Json.Hex("cbor");
        Assert.NotEqual(one.Json.Has("error"), one.Json.GetProperty("accepted").GetBoolean());
        // A listed difference: text that is not UTF-8 would change silently on its way through the JS reader.
        var isBroken = one.Name.Contains("utf8", StringComparison.Ordinal);
        var accepted = one.Json.GetProperty("accepted").GetBoolean() && !isBroken;

        var read = DagCborDecoder.ReadAsReference(bytes);

        Assert.Equal(accepted, read.IsOk);
        Assert.Equal(accepted, DagCborDecoder.Check(bytes, DagCborRules.AsReference) is null);
        Assert.Equal(accepted, PlainJson.Transcode(bytes, new ArrayBufferWriter<byte>()) is null);
        if (one.Json.TryGetProperty("reencoded", out var reencoded))
            Assert.Equal(!isBroken, Convert.FromHexString(reencoded.GetString()!).SequenceEqual(Again(read)));
    }

    static void Read_strictly_only_canonical_bytes_pass(VectorCase one)
    {
        // A whole float is canonical: the data model tells it from an integer, which the JS reader cannot.
        var canonical = one.Name is "float64 whole" or "int above 2^53" or "negative int64 min";

        Assert.Equal(canonical, DagCborDecoder.ReadStrict(one.Json.Hex("cbor")).IsOk);
    }

    static byte[] Again(DagCborResult read) => read.IsOk ? DagCborEncoder.Encode(read.Value) : [];
}

/// <summary>The appendix on numbers and on the reader.</summary>
sealed class DagCborAppendixVectors : VectorClaims
{
    static readonly Dictionary<string, string> Spelled = new(StringComparer.Ordinal)
    {
        ["2^53"] = "9007199254740992",
        ["2^53-1"] = "9007199254740991",
        ["-(2^53)"] = "-9007199254740992",
    };

    public DagCborAppendixVectors()
        : base("ceramic-protocol.json")
    {
        Claim(Numbers_of_documents_encode_as_the_JS_node_writes_them, one => one.Name == "dagCborNumbers");
        Claim(What_the_JS_reader_answers_holds, one => one.Name == "dagCborDecode");
    }

    static void Numbers_of_documents_encode_as_the_JS_node_writes_them(VectorCase one)
    {
        foreach (var (name, hex) in one.Json.EnumerateObject())
        {
            using var document = System.Text.Json.JsonDocument.Parse(Spelled.GetValueOrDefault(name, name));

            var bytes = DagCborEncoder.Encode(PlainJson.FromDocument(document.RootElement));

            Assert.Equal(hex.GetString(), Convert.ToHexStringLower(bytes));
        }
    }

    static void What_the_JS_reader_answers_holds(VectorCase one)
    {
        foreach (var vector in one.Json.EnumerateArray())
        {
            var refused = vector.Text("js").StartsWith("error", StringComparison.Ordinal);

            Assert.Equal(!refused, DagCborDecoder.ReadAsReference(vector.Hex("hex")).IsOk);
        }
    }
}
