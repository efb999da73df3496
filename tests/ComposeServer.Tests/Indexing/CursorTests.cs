using System.Text;
using ComposeServer.Indexing.Paging;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Indexing;

public class CursorTests
{
    static readonly Cursor.Exact Sample = new("+a,-b", "here", ["x", null, "1700000000000"], 42);

    [Fact]
    public void A_cursor_reads_as_it_was_printed()
    {
        Assert.True(Cursor.TryParse(Cursor.Print(Sample), out var read));

        var exact = Assert.IsType<Cursor.Exact>(read);
        Assert.Equal(Sample with { Values = [] }, exact with { Values = [] });
        Assert.Equal(Sample.Values, exact.Values);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(7000, false)]
    [InlineData(1_000_000, false)]
    public void A_cursor_whose_values_are_long_names_its_document_alone(int length, bool hasValues)
    {
        var text = Cursor.Print(Sample with { Values = [new string('x', length), null, "1700000000000"] });

        Assert.True(text.Length <= Cursor.LengthMax);
        Assert.True(Cursor.TryParse(text, out var read));
        var exact = Assert.IsType<Cursor.Exact>(read);
        Assert.Equal((hasValues, 42L), (exact.Values.Count > 0, exact.Doc));
    }

    [Theory]
    [InlineData("""{"type":"timestamp","id":"k2t","value":1700000000000}""")]
    [InlineData("""{"type":"timestamp","id":"k2t","value":"2023-11-14T22:13:20.000Z"}""")]
    [InlineData("""{"type":"content","id":"k2t","value":{"stars":3}}""")]
    [InlineData("""{"type":"content","id":"k2t","value":{}}""")]
    public void A_cursor_of_the_JS_node_names_its_stream(string json)
    {
        Assert.True(Cursor.TryParse(Encode(json), out var read));

        Assert.Equal(new Cursor.Legacy("k2t"), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"timestamp"}""")]
    [InlineData("""{"type":"other","id":"k2t"}""")]
    [InlineData("""{"type":"timestamp","id":5}""")]
    [InlineData("""[2,"","here",["1"],1]""")]
    [InlineData("""[1,"","here",["1"]]""")]
    [InlineData("""[1,"","here",["1"],1,1]""")]
    [InlineData("""[1,"","here",["x"],1]""")]
    [InlineData("""[1,"","here",["-1"],1]""")]
    [InlineData("""[1,"","here",["99999999999999999999"],1]""")]
    [InlineData("""[1,"","here",[5,"1"],1]""")]
    [InlineData("""[1,"","here",["1"],1.5]""")]
    [InlineData("""[1,"","here",["\ud800","1"],1]""")]
    [InlineData("""[1,5,"here",["1"],1]""")]
    [InlineData("""[[[[[[]]]]]]""")]
    [InlineData("""[1,"","here",["1"],1""")]
    public void Anything_else_is_no_cursor(string json)
    {
        Assert.False(Cursor.TryParse(Encode(json), out _));
    }

    [Fact]
    public void Text_that_is_not_base64url_is_no_cursor()
    {
        Assert.False(Cursor.TryParse("!", out _));
        Assert.False(Cursor.TryParse(new string('A', Cursor.LengthMax + 1), out _));
    }

    static string Encode(string json) => Base64Url.Encode(Encoding.UTF8.GetBytes(json));
}
