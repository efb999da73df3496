using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Ipld.DagJson;
using ComposeServer.Json.Patch;
using ComposeServer.Json.Schema;
using ComposeServer.Server.CeramicApi;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 28: a mebibyte of things inside each other. An overflow of the stack would end the process, so each answer is a proof.</summary>
public class Sec28_DepthTests
{
    const int MemoryMax = 16 * Effort.Mebibyte;
    const int NestedLevels = 12_800;

    [Theory]
    [InlineData("81")]
    [InlineData("a160")]
    [InlineData("9f")]
    [InlineData("bf60")]
    [InlineData("d82a")]
    [InlineData("8260")]
    public void DAG_CBOR(string hex)
    {
        var bytes = Repeated(Convert.FromHexString(hex));

        Effort.Within(
            timeMs: 5,
            Effort.Mebibyte,
            () =>
            {
                Assert.False(DagCborDecoder.ReadStrict(bytes).IsOk);
                Assert.False(DagCborDecoder.ReadAsReference(bytes).IsOk);
                Assert.NotNull(DagCborDecoder.Check(bytes, DagCborRules.Strict));
            }
        );
    }

    [Theory]
    [InlineData("a1677061796c6f6164")]
    [InlineData("a16a7369676e617475726573")]
    [InlineData("a16a7369676e61747572657381a166686561646572")]
    [InlineData("a16a726563697069656e7473")]
    public void DAG_JOSE(string hex)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), .. Repeated([0x81])];

        Effort.Within(
            timeMs: 50,
            MemoryMax,
            () =>
            {
                Assert.False(DagJws.TryRead(bytes, DagCborRules.AsReference, out _, out _));
                Assert.False(DagJwe.TryRead(bytes, DagCborRules.AsReference, out _, out _));
            }
        );
    }

    [Fact]
    public void A_CAR_header()
    {
        // 65,000 bytes, which the limit for headers lets pass.
        byte[] header = [0xe8, 0xfb, 0x03, .. Repeated([0x81])[..65_000]];

        Effort.Within(
            timeMs: 5,
            Effort.Mebibyte,
            () =>
            {
                Assert.False(CarFile.TryRead(header, CarLimits.Default, out _, out var error));
                Assert.Equal(CarErrorCode.Header, error.Code);
            }
        );
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"/\":")]
    [InlineData("{\"/\":{\"bytes\":")]
    [InlineData("[[],")]
    public void DAG_JSON(string open)
    {
        var text = Repeated(Encoding.UTF8.GetBytes(open));

        Effort.Within(timeMs: 50, MemoryMax, () => Assert.False(DagJsonDecoder.Read(text).IsOk));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"genesis\":{\"data\":[")]
    public void JSON_of_a_request(string open)
    {
        var body = Repeated(Encoding.UTF8.GetBytes(open));

        Effort.Within(
            timeMs: 50,
            MemoryMax,
            () =>
            {
                Assert.ThrowsAny<JsonException>(() =>
                    JsonDocument.Parse(body, new() { MaxDepth = ApiRequest.DepthMax })
                );
                Assert.False(RequestReader.TryParse(body, out _, out _));
            }
        );
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("{\"data\":", "}")]
    public void JSON_that_a_parser_without_a_limit_let_pass(string open, string close)
    {
        var json = Nested(open, close);

        Effort.Within(
            timeMs: 250,
            MemoryMax,
            () =>
            {
                Assert.False(PlainJson.TryFromDocument(json, out _, out var code));
                Assert.Equal(PlainJson.TooDeep, code);
                Assert.False(HttpEvents.TryRead(json, out _, out _));
                Assert.False(DagJws.TryReadJson(json, out _, out _));
                Assert.False(ModelDefinition.TryParse(json, out _, out _));
            }
        );
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"not\":", "}")]
    [InlineData("{\"properties\":{\"a\":", "}}")]
    [InlineData("{\"enum\":[", "]}")]
    public void JSON_Schema(string open, string close)
    {
        var json = Nested(open, close);
        var schema = JsonSchema
            .Compile(
                JsonElement.Parse(
                    """{"type":["array","object"],"items":{"$ref":"#"},"additionalProperties":{"$ref":"#"}}"""
                ),
                SchemaOptions.Suite
            )
            .Schema!;

        Effort.Within(
            timeMs: 250,
            MemoryMax,
            () =>
            {
                Assert.False(JsonSchema.Compile(json, SchemaOptions.Model).IsCompiled);
                Assert.False(JsonSchema.Compile(json, SchemaOptions.Suite).IsCompiled);
                Assert.False(schema.Validate(json).IsValid);
            }
        );
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void JSON_Patch(string open, string close)
    {
        var deep = Nested(open, close);
        var patch = JsonElement.Parse(
            $$"""[{"op":"add","path":"/a","value":{{deep.GetRawText()}}}]""",
            new() { MaxDepth = int.MaxValue }
        );

        Effort.Within(
            timeMs: 250,
            MemoryMax,
            () =>
            {
                foreach (var mode in new[] { PatchMode.OwnDoor, PatchMode.AsReference })
                {
                    Assert.True(JsonPatch.TryRead(patch, mode, out var read, out _));
                    Assert.Equal(
                        PatchErrorCode.ResultTooDeep,
                        read.Apply(JsonElement.Parse("{}"), PatchLimits.Default).Error?.Code
                    );
                    Assert.True(
                        JsonPatch.TryRead(
                            JsonElement.Parse("""[{"op":"add","path":"/b","value":1}]"""),
                            mode,
                            out read,
                            out _
                        )
                    );
                    Assert.NotNull(read.Apply(deep, PatchLimits.Default).Error);
                }
            }
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{a")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("query($a:[")]
    [InlineData("...on A{")]
    public void GraphQL(string open)
    {
        var text = Repeated(Encoding.UTF8.GetBytes(open));
        var body = Encoding.UTF8.GetBytes(
            $$"""{"query":"{}","variables":{"a":{{Encoding.UTF8.GetString(Repeated("["u8.ToArray()))}}"""
        );

        Effort.Within(
            timeMs: 50,
            MemoryMax,
            () =>
            {
                Assert.False(GraphQLParser.Parse(text.AsSpan(), ParserLimits.Default).IsValid);
                Assert.False(GraphQLParser.Parse(text.AsSpan(), ParserLimits.Schema).IsValid);
                Assert.False(GraphQLRequest.TryRead(body, out _, out _));
            }
        );
    }

    static byte[] Repeated(byte[] part)
    {
        var bytes = new byte[Effort.Mebibyte / part.Length * part.Length];
        for (var at = 0; at < bytes.Length; at += part.Length)
            part.CopyTo(bytes, at);
        return bytes;
    }

    /// <summary>
    /// Well formed, and read by a parser that lets a hundred times the levels pass that ours do. Not a mebibyte: that parser's own work grows with
    /// the square of the levels, which is why no door of ours lets it count so far.
    /// </summary>
    static JsonElement Nested(string open, string close)
    {
        var text =
            string.Concat(Enumerable.Repeat(open, NestedLevels))
            + "1"
            + string.Concat(Enumerable.Repeat(close, NestedLevels));
        return JsonElement.Parse(text, new() { MaxDepth = int.MaxValue });
    }
}
