using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Conformance.Ipld;

public class CodecFixtureTests
{
    public static TheoryData<string> Values => [.. CodecFixtures.Names()];

    public static TheoryData<string, string> RefusedCbor => CodecFixtures.Refused("dag-cbor");

    public static TheoryData<string, string> RefusedJson => CodecFixtures.Refused("dag-json");

    [Theory]
    [MemberData(nameof(Values))]
    public void Both_codecs_read_the_same_value_and_write_the_same_bytes(string name)
    {
        var fixture = CodecFixtures.Load(name);

        var fromCbor = DagCborDecoder.ReadStrict(fixture.Cbor);
        var fromJson = DagJsonDecoder.Read(fixture.Json);

        Assert.True(fromCbor.IsOk, fromCbor.Error.ToString());
        Assert.True(fromJson.IsOk, fromJson.Error.ToString());
        Assert.Equal(fromCbor.Value, fromJson.Value);
        Assert.Equal(fixture.Cbor, DagCborEncoder.Encode(fromJson.Value));
        Assert.Equal(
            Encoding.UTF8.GetString(fixture.Json),
            Encoding.UTF8.GetString(DagJsonEncoder.Encode(fromCbor.Value))
        );
        Assert.Equal(fixture.Cid, Cid.Compute(Multicodec.DagCbor, fixture.Cbor).ToString());
    }

    [Theory]
    [MemberData(nameof(RefusedCbor))]
    public void What_no_DAG_CBOR_reader_may_take_is_refused(string name, string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.False(DagCborDecoder.ReadStrict(bytes).IsOk, name);
        Assert.False(DagCborDecoder.ReadAsReference(bytes).IsOk, name);
    }

    [Theory]
    [MemberData(nameof(RefusedJson))]
    public void What_no_DAG_JSON_reader_may_take_is_refused(string name, string hex) =>
        Assert.False(DagJsonDecoder.Read(Convert.FromHexString(hex)).IsOk, name);

    [Fact]
    public void Every_file_of_the_suite_is_consumed_or_listed_with_a_reason() =>
        Assert.Equal(
            CodecFixtures.Suite.Files.Except(CodecFixtures.Consumed()).Order(StringComparer.Ordinal),
            CodecFixtures.Suite.LeftOut().Order(StringComparer.Ordinal)
        );
}
