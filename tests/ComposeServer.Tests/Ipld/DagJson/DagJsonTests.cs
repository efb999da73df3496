using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Tests.Ipld.DagJson;

public class DagJsonTests
{
    [Theory]
    [InlineData("", DagJsonErrorCode.Malformed)]
    [InlineData("[1,]", DagJsonErrorCode.Malformed)]
    [InlineData("1 2", DagJsonErrorCode.Malformed)]
    [InlineData("{\"a\":1", DagJsonErrorCode.Malformed)]
    [InlineData("NaN", DagJsonErrorCode.Malformed)]
    [InlineData("18446744073709551616", DagJsonErrorCode.Number)]
    [InlineData("-18446744073709551617", DagJsonErrorCode.Number)]
    [InlineData("1e999", DagJsonErrorCode.Number)]
    [InlineData("[{\"a\":1,\"a\":1}]", DagJsonErrorCode.KeyRepeated)]
    [InlineData("{\"/\":\"x\"}", DagJsonErrorCode.Link)]
    [InlineData("{\"/\":\"bafkqabiaaebagba\",\"a\":1}", DagJsonErrorCode.Reserved)]
    [InlineData("{\"/\":{\"bytes\":\"AQ\"},\"a\":1}", DagJsonErrorCode.Reserved)]
    [InlineData("{\"/\":{\"bytes\":\"AQ\",\"a\":1}}", DagJsonErrorCode.Reserved)]
    [InlineData("{\"/\":{\"bytes\":\"A\"}}", DagJsonErrorCode.Bytes)]
    [InlineData("\"\\ud800\"", DagJsonErrorCode.Text)]
    [InlineData("{\"\\ud800\":1}", DagJsonErrorCode.Text)]
    public void What_is_not_DAG_JSON_is_refused_with_a_word(string json, string code) =>
        Assert.Equal(code, DagJsonDecoder.Read(Encoding.UTF8.GetBytes(json)).Error?.Code);

    [Theory]
    [InlineData("{\"/\":1}")]
    [InlineData("{\"/\":{\"bytes\":1}}")]
    [InlineData("{\"/\":{\"/\":{\"bytes\":\"AQ\"}}}")]
    [InlineData("{\"!\":0,\"a\":[{}]}")]
    [InlineData("[1.0,-0.0,0.5,1e+300,-1e-7]")]
    [InlineData("[18446744073709551615,-18446744073709551616]")]
    public void A_canonical_text_comes_back(string json)
    {
        var read = DagJsonDecoder.Read(Encoding.UTF8.GetBytes(json));

        Assert.True(read.IsOk, read.Error.ToString());
        Assert.Equal(json, Encoding.UTF8.GetString(DagJsonEncoder.Encode(read.Value)));
    }

    [Fact]
    public void White_space_and_any_order_are_read_and_the_canonical_form_is_written()
    {
        var read = DagJsonDecoder.Read(" { \"b\" : [ 1 , 2 ] ,\n\"a\" : { \"/\" : { \"bytes\" : \"AQ==\" } } } "u8);

        Assert.Equal(
            """{"a":{"/":{"bytes":"AQ"}},"b":[1,2]}""",
            Encoding.UTF8.GetString(DagJsonEncoder.Encode(read.Value!))
        );
    }

    [Fact]
    public void A_map_that_would_read_as_a_link_or_bytes_cannot_be_written()
    {
        Assert.False(DagJsonEncoder.TryEncode(IpldMap.Of(("/", "x")), out _, out var asLink));
        Assert.False(DagJsonEncoder.TryEncode(IpldMap.Of(("/", IpldMap.Of(("bytes", "x")))), out _, out var asBytes));
        Assert.False(DagJsonEncoder.TryEncode("\udc00", out _, out var asText));

        Assert.Equal(DagJsonErrorCode.Reserved, asLink.Code);
        Assert.Equal(DagJsonErrorCode.Reserved, asBytes.Code);
        Assert.Equal(DagJsonErrorCode.Text, asText.Code);
        Assert.Throws<ArgumentException>(() => DagJsonEncoder.Encode(IpldMap.Of(("/", "x"))));
    }

    [Theory]
    [InlineData(DagCborLimits.DepthMax, true)]
    [InlineData(DagCborLimits.DepthMax + 1, false)]
    [InlineData(1 << 20, false)]
    public void Depth_is_that_of_DAG_CBOR(int depth, bool taken)
    {
        var json = new string('[', depth - 1) + "[]" + new string(']', depth - 1);

        var read = DagJsonDecoder.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(taken ? null : DagJsonErrorCode.Depth, read.Error?.Code);
        if (read.IsOk)
            Assert.Equal(json, Encoding.UTF8.GetString(DagJsonEncoder.Encode(read.Value)));
    }

    [Fact]
    public void Bytes_in_the_deepest_list_are_no_deeper_than_the_list()
    {
        const int depth = DagCborLimits.DepthMax;
        var json = new string('[', depth) + """{"/":{"bytes":"AQ"}}""" + new string(']', depth);

        Assert.True(DagJsonDecoder.Read(Encoding.UTF8.GetBytes(json)).IsOk);
    }
}
