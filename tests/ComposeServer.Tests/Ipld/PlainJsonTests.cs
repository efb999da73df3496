using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Ipld;

public class PlainJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,null,1.5,"x"]}""")]
    [InlineData("""[]""")]
    [InlineData("""{}""")]
    [InlineData("""[[],{},"",0,-1]""")]
    [InlineData("""["\"\\\b\f\n\r\t\u0000\u001f\u007f/ é水🌍"]""")]
    [InlineData("""[1e+21,1e-7,0.000001,123456789012345680000,9007199254740991]""")]
    public void Text_comes_back_byte_for_byte(string json)
    {
        // U+007F is written as itself, as JSON.stringify does.
        json = json.Replace("\\u007f", "\u007f");
        using var document = JsonDocument.Parse(json);

        var value = PlainJson.FromDocument(document.RootElement);

        Assert.Equal(json, Encoding.UTF8.GetString(PlainJson.ToUtf8(value)));
        Assert.Equal(json, value.ToString());
    }

    [Fact]
    public void Links_are_text_and_bytes_base64_without_padding()
    {
        var raw = Cid.Compute(Multicodec.Raw, [1]);
        var old = Cid.Parse("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n");
        var value = IpldMap.Of(
            ("link", raw),
            ("v0", old),
            ("bytes", new byte[] { 0xfb, 0xff, 0xfe, 1 }),
            ("none", Array.Empty<byte>())
        );
        var expected = $$"""{"v0":"{{old}}","link":"{{raw}}","none":"","bytes":"+//+AQ"}""";

        var copied = new ArrayBufferWriter<byte>();
        Assert.Null(PlainJson.Transcode(DagCborEncoder.Encode(value), copied));

        Assert.Equal(expected, Encoding.UTF8.GetString(copied.WrittenSpan));
        Assert.Equal(expected, Written((IpldMap)DagCborDecoder.ReadStrict(DagCborEncoder.Encode(value)).Value!));
    }

    [Fact]
    public void A_writer_gets_the_same_numbers()
    {
        var value = IpldList.Of(
            new IpldFloat(1e21),
            new IpldFloat(-0.0),
            new IpldFloat(2),
            new IpldInteger(IpldInteger.Most),
            new IpldInteger(IpldInteger.Least)
        );
        const string expected = "[1e+21,0,2,18446744073709551615,-18446744073709551616]";

        Assert.Equal(expected, Written(value));
        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void What_only_the_JS_reader_lets_pass_is_copied_too()
    {
        var copied = new ArrayBufferWriter<byte>();

        Assert.Null(PlainJson.Transcode(Convert.FromHexString("a36162f93c006161fa3fc000006163f7"), copied));

        Assert.Equal("""{"b":1,"a":1.5,"c":null}""", Encoding.UTF8.GetString(copied.WrittenSpan));
    }

    [Fact]
    public void Of_a_key_that_comes_twice_the_last_value_stays_in_the_first_place()
    {
        using var document = JsonDocument.Parse("""{"a":1,"b":2,"a":3}""");

        Assert.Equal("""{"a":3,"b":2}""", PlainJson.FromDocument(document.RootElement).ToString());
    }

    [Theory]
    [InlineData("""["\ud800"]""", PlainJson.InvalidText)]
    [InlineData("""{"\udc00":1}""", PlainJson.InvalidText)]
    [InlineData("1e999", PlainJson.NumberOutOfRange)]
    [InlineData("[-1e400]", PlainJson.NumberOutOfRange)]
    public void JSON_that_has_no_value_is_refused_with_a_word(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        Assert.False(PlainJson.TryFromDocument(document.RootElement, out _, out var code));

        Assert.Equal(expected, code);
        Assert.Throws<FormatException>(() => PlainJson.FromDocument(document.RootElement));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(10_000, false)]
    public void Documents_go_as_deep_as_the_encoder(int depth, bool taken)
    {
        var json = new string('[', depth) + new string(']', depth);
        using var document = JsonDocument.Parse(json, new() { MaxDepth = 20_000 });

        Assert.Equal(taken, PlainJson.TryFromDocument(document.RootElement, out var value, out var code));

        Assert.Equal(taken ? null : PlainJson.TooDeep, code);
        if (value is not null)
            Assert.Equal(depth, DagCborEncoder.Encode(value).Length);
    }

    [Fact]
    public void Copying_allocates_nothing_of_its_own()
    {
        var cbor = DagCborEncoder.Encode(
            IpldMap.Of(
                ("title", "hello"),
                ("link", Cid.Compute(Multicodec.Raw, [1])),
                ("n", 12),
                ("f", new IpldFloat(1.25))
            )
        );
        var target = new ArrayBufferWriter<byte>(4_096);
        PlainJson.Transcode(cbor, target);
        target.ResetWrittenCount();

        var before = GC.GetAllocatedBytesForCurrentThread();
        PlainJson.Transcode(cbor, target);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static string Written(IpldValue value)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            PlainJson.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
