using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Ipld.DagJose;

public class DagJwsTests
{
    static readonly Cid Link = Cid.Compute(Multicodec.DagCbor, [0xa0]);
    static readonly byte[] Protected = Encoding.UTF8.GetBytes("""{"alg":"EdDSA"}""");

    [Fact]
    public void An_envelope_with_two_signatures_and_an_open_header_comes_back_from_both_forms()
    {
        var jws = new DagJws(
            Link,
            [new(Protected, new byte[] { 1, 2 }), new(default, new byte[] { 3 }, IpldMap.Of(("kid", "k"), ("n", 1)))]
        );

        Assert.True(DagJws.TryRead(jws.ToBytes(), DagCborRules.Strict, out var fromBlock, out _));
        Assert.True(DagJws.TryReadJson(JsonOf(jws), out var fromJson, out _));

        Assert.Equal(jws, fromBlock);
        Assert.Equal(jws, fromJson);
        Assert.Equal(jws.GetHashCode(), fromBlock.GetHashCode());
        Assert.Equal(Multicodec.DagJose, jws.ToBlock().Cid.Codec);
        Assert.True(jws.ToBlock().IsNamedRight);
    }

    [Fact]
    public void The_block_is_canonical()
    {
        var jws = new DagJws(Link, [new(Protected, new byte[] { 1 }, IpldMap.Of(("kid", "k")))]);
        var tree = IpldMap.Of(
            ("payload", Link.Memory.ToArray()),
            (
                "signatures",
                IpldList.Of(
                    IpldMap.Of(
                        ("protected", Protected),
                        ("signature", new byte[] { 1 }),
                        ("header", IpldMap.Of(("kid", "k")))
                    )
                )
            )
        );

        Assert.Equal(DagCborEncoder.Encode(tree), jws.ToBytes());
    }

    public static TheoryData<string, string> BadBlocks()
    {
        var signature = IpldMap.Of(("protected", Protected), ("signature", new byte[] { 1 }));
        var payload = Link.Memory.ToArray();
        var rows = new TheoryData<string, string>();
        Add(DagJoseErrorCode.Shape, 1);
        Add(DagJoseErrorCode.Shape, IpldMap.Empty);
        Add(DagJoseErrorCode.Shape, IpldMap.Of(("payload", payload), ("signatures", IpldList.Empty)));
        Add(DagJoseErrorCode.Shape, IpldMap.Of(("payload", payload), ("signatures", signature)));
        Add(DagJoseErrorCode.Shape, IpldMap.Of(("payload", payload), ("signatures", IpldList.Of(1))));
        Add(DagJoseErrorCode.Shape, IpldMap.Of(("payload", "text"), ("signatures", IpldList.Of(signature))));
        Add(DagJoseErrorCode.Shape, IpldMap.Of(("payload", payload), ("signatures", IpldList.Of(signature)), ("x", 1)));
        Add(DagJoseErrorCode.Shape, Signed(signature.With("x", 1)));
        Add(DagJoseErrorCode.Shape, Signed(signature.Without("signature")));
        Add(DagJoseErrorCode.Shape, Signed(signature.With("protected", Array.Empty<byte>())));
        Add(DagJoseErrorCode.Shape, Signed(signature.With("header", 1)));
        Add(DagJoseErrorCode.Link, IpldMap.Of(("payload", new byte[] { 1 }), ("signatures", IpldList.Of(signature))));
        Add(DagJoseErrorCode.Link, IpldMap.Of(("signatures", IpldList.Of(signature))));
        return rows;

        IpldMap Signed(IpldMap one) => IpldMap.Of(("payload", payload), ("signatures", IpldList.Of(one)));
        void Add(string code, IpldValue block) => rows.Add(code, Convert.ToHexString(DagCborEncoder.Encode(block)));
    }

    [Theory]
    [MemberData(nameof(BadBlocks))]
    public void A_block_of_another_shape_is_refused_with_a_word(string code, string hex)
    {
        Assert.False(DagJws.TryRead(Convert.FromHexString(hex), DagCborRules.Strict, out _, out var error));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Bytes_that_are_no_DAG_CBOR_keep_its_word()
    {
        Assert.False(DagJws.TryRead(Array.Empty<byte>(), DagCborRules.Strict, out _, out var empty));
        Assert.False(DagJws.TryRead(new byte[] { 0xa1, 0x61 }, DagCborRules.Strict, out _, out var cut));

        Assert.Equal(DagCborErrorCode.Empty, empty.Code);
        Assert.Equal(DagCborErrorCode.Truncated, cut.Code);
    }

    [Theory]
    [InlineData("1", DagJoseErrorCode.Shape)]
    [InlineData("{}", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":1}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"AA=="}""", DagJoseErrorCode.Base64)]
    [InlineData("""{"payload":"AA"}""", DagJoseErrorCode.Link)]
    [InlineData("""{"payload":"LINK","link":"bafkqabiaaebagba"}""", DagJoseErrorCode.Link)]
    [InlineData("""{"payload":"LINK","link":"?"}""", DagJoseErrorCode.Link)]
    [InlineData("""{"payload":"LINK"}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"LINK","signatures":[]}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"LINK","signatures":{}}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"LINK","signatures":[1]}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"LINK","signatures":[{"protected":"AA"}]}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"LINK","signatures":[{"protected":"+","signature":"AA"}]}""", DagJoseErrorCode.Base64)]
    [InlineData("""{"payload":"LINK","signatures":[{"header":1,"signature":"AA"}]}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"payload":"\ud800"}""", DagJoseErrorCode.Shape)]
    [InlineData("""{"\ud800":"x"}""", DagJoseErrorCode.Shape)]
    public void JSON_of_another_shape_is_refused_with_a_word(string json, string code)
    {
        using var document = JsonDocument.Parse(json.Replace("LINK", Base64Url.Encode(Link.Bytes)));

        Assert.False(DagJws.TryReadJson(document.RootElement, out _, out var error));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void An_envelope_without_link_or_signature_does_not_exist()
    {
        Assert.Throws<ArgumentException>(() => new DagJws(default, [new(Protected, default)]));
        Assert.Throws<ArgumentException>(() => new DagJws(Link, []));
    }

    static JsonElement JsonOf(DagJws jws)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jws.WriteJson(writer);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
