using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Tests.Ipld.DagJose;

public class DagJweTests
{
    static readonly DagJwe Full = new()
    {
        Ciphertext = new(new byte[] { 1, 2, 3 }),
        Iv = new(new byte[] { 4 }),
        Tag = new(new byte[] { 5 }),
        Aad = new(new byte[] { 6 }),
        Protected = new(Encoding.UTF8.GetBytes("""{"enc":"XC20P"}""")),
        Unprotected = IpldMap.Of(("jku", "x")),
        Recipients = [new(new(new byte[] { 7 }), IpldMap.Of(("alg", "ECDH-ES"))), new(null, null)],
    };

    static readonly DagJwe Least = new() { Ciphertext = IpldBytes.Empty };

    [Fact]
    public void An_encrypted_envelope_comes_back_from_both_forms()
    {
        foreach (var jwe in new[] { Full, Least, Full with { Recipients = [] } })
        {
            Assert.True(DagJwe.TryRead(jwe.ToBytes(), DagCborRules.Strict, out var fromBlock, out _));
            Assert.True(DagJwe.TryReadJson(JsonOf(jwe), out var fromJson, out _));

            Assert.Equal(jwe, fromBlock);
            Assert.Equal(jwe, fromJson);
            Assert.Equal(Multicodec.DagJose, jwe.ToBlock().Cid.Codec);
        }

        Assert.NotEqual(Full, Least);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("a0")]
    [InlineData("a16a6369706865727465787400")]
    [InlineData("a2617800" + "6a6369706865727465787440")]
    [InlineData("a2626976006a6369706865727465787440")]
    [InlineData("a26a63697068657274657874406a726563697069656e747300")]
    [InlineData("a26a63697068657274657874406a726563697069656e74738100")]
    [InlineData("a26a63697068657274657874406a726563697069656e747381a1617800")]
    public void A_block_of_another_shape_is_refused(string hex)
    {
        var block = Convert.FromHexString(hex);
        Assert.Null(DagCborDecoder.Check(block, DagCborRules.Strict));

        Assert.False(DagJwe.TryRead(block, DagCborRules.Strict, out _, out var error));

        Assert.Equal(DagJoseErrorCode.Shape, error.Code);
    }

    [Fact]
    public void Bytes_that_are_no_DAG_CBOR_keep_its_word()
    {
        Assert.False(DagJwe.TryRead(new byte[] { 0xff }, DagCborRules.Strict, out _, out var error));

        Assert.Equal(DagCborErrorCode.Indefinite, error.Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ciphertext":"AA","iv":1}""")]
    [InlineData("""{"ciphertext":"AA","tag":"+"}""")]
    [InlineData("""{"ciphertext":"AA","unprotected":[]}""")]
    [InlineData("""{"ciphertext":"AA","recipients":{}}""")]
    [InlineData("""{"ciphertext":"AA","recipients":[1]}""")]
    [InlineData("""{"ciphertext":"AA","recipients":[{"header":"x"}]}""")]
    public void JSON_of_another_shape_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.False(DagJwe.TryReadJson(document.RootElement, out _, out var error));

        Assert.StartsWith("JOSE_", error.Code);
    }

    static JsonElement JsonOf(DagJwe jwe)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jwe.WriteJson(writer);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
