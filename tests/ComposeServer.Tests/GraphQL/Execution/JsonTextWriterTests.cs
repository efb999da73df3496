using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Tests.GraphQL.Execution;

/// <summary>Everything as <c>JSON.stringify</c> of ECMAScript writes it.</summary>
public class JsonTextWriterTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c/d", "\"a\\\"b\\\\c/d\"")]
    [InlineData("\b\t\n\f\r\0\u001f\u007f", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\"")]
    [InlineData("é ☃ 😀 \u2028", "\"é ☃ 😀 \u2028\"")]
    [InlineData("<script>&'+", "\"<script>&'+\"")]
    public void Text(string text, string expected) => Assert.Equal(expected, Written(text));

    [Fact]
    public void Halves_of_pairs_are_escaped()
    {
        Assert.Equal("\"\\ud83d\"", Written("\ud83d"));
        Assert.Equal("\"a\\ude00b\"", Written("a\ude00b"));
        Assert.Equal("\"\\ud83d😀\"", Written("\ud83d😀"));
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void Numbers(double number, string expected) => Assert.Equal(expected, Written(number));

    [Fact]
    public void Whole_numbers_keep_all_digits()
    {
        Assert.Equal("-9223372036854775808", Written(long.MinValue));
        Assert.Equal("-2147483648", Written(int.MinValue));
        Assert.Equal("18446744073709551615", Written(ulong.MaxValue));
        Assert.Equal("0", Written(-0.0));
    }

    [Theory]
    [InlineData(
        """{ "a" : [ 1.0 , 2e3, -0, "\u00e9\/", null, true, {}, [] ], "b": 9007199254740993 }""",
        """{"a":[1,2000,0,"é/",null,true,{},[]],"b":9007199254740993}"""
    )]
    [InlineData("1e400", "null")]
    [InlineData("12345678901234567890123", "1.2345678901234568e+22")]
    public void Stored_json_is_written_anew(string json, string expected) =>
        Assert.Equal(expected, Written(JsonElement.Parse(json)));

    [Fact]
    public void Untyped_values()
    {
        var value = new OrderedDictionary<string, object?>
        {
            ["z"] = new object?[] { 1, 2L, 3.5, "x", true, null, (byte)7 },
            ["a\""] = new OrderedDictionary<string, object?>(),
            ["raw"] = new CompletedJson("{ }"u8.ToArray()),
        };

        Assert.Equal("""{"z":[1,2,3.5,"x",true,null,7],"a\"":{},"raw":{ }}""", Written(value));
    }

    [Fact]
    public void A_value_that_holds_itself_comes_to_an_end()
    {
        var list = new List<object?>();
        list.Add(list);

        Assert.Contains("[[null]]", Written(list), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_any_length_survives_any_cut_of_the_buffer()
    {
        foreach (var length in Enumerable.Range(0, 200).Append(10_000))
        {
            var text = string.Concat(Enumerable.Repeat("a😀é\n", length));
            Assert.Equal(text, JsonDocument.Parse(Written(text)).RootElement.GetString());
        }
    }

    static string Written(object? value)
    {
        var output = new ArrayBufferWriter<byte>(1);
        var json = new JsonTextWriter(output);
        json.Value(value);
        json.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
