using System.Text;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Tests.GraphQL.Operations;

public class GraphQLRequestTests
{
    [Fact]
    public void All_members_are_read()
    {
        var request = Read(
            """{"query":"{ a(x: \"é\") }","operationName":"A","variables":{"x":1},"extensions":{"y":[2]},"other":3}"""
        );

        Assert.Equal("{ a(x: \"é\") }", Encoding.UTF8.GetString(request.Query.Span));
        Assert.Equal("A", request.OperationName);
        Assert.Equal("""{"x":1}""", request.Variables!.Value.GetRawText());
        Assert.Equal("""{"y":[2]}""", request.Extensions!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"query":"{ a }"}""")]
    [InlineData("""{"query":"{ a }","operationName":null,"variables":null,"extensions":null}""")]
    [InlineData("\uFEFF{\"query\":\"{ a }\"}")]
    [InlineData(" \n{ \"query\" : \"{ a }\" } ")]
    [InlineData("""{"\u0071uery":"\u007b a }"}""")]
    public void Optional_members_may_be_absent_or_null_and_spelling_does_not_matter(string json)
    {
        var request = Read(json);

        Assert.Equal("{ a }", Encoding.UTF8.GetString(request.Query.Span));
        Assert.Null(request.OperationName);
        Assert.Null(request.Variables);
        Assert.Null(request.Extensions);
    }

    [Fact]
    public void A_request_without_a_document_reads_for_it_may_name_a_stored_one() =>
        Assert.True(Read("""{"extensions":{"persistedQuery":{}}}""").Query.IsEmpty);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"{ a }\"")]
    [InlineData("""{"query":"{ a }"} x""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":["{ a }"]}""")]
    [InlineData("""{"query":"{ a }","operationName":1}""")]
    [InlineData("""{"query":"{ a }","variables":"{}"}""")]
    [InlineData("""{"query":"{ a }","variables":[]}""")]
    [InlineData("""{"query":"{ a }","extensions":1}""")]
    [InlineData("""{"query":"{ a }","query":"{ b }"}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":{"y":1,"\u0079":2}}}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":NaN}}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":"\ud83d"}}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":"\ude00\ud83d"}}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":"\ud83d \ude00"}}""")]
    [InlineData("""{"query":"{ a }","variables":{"\udfff":1}}""")]
    public void Anything_else_is_refused_with_a_typed_error(string json) => AssertRefused(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => AssertRefused([.. "{\"query\":\""u8, 0xff, 0xfe, .. "\"}"u8]);

    [Theory]
    [InlineData("""{"query":"{ a }","variables":{"x":"\ud83d\ude00 \\ud83d \\\\ \n \u0000"}}""")]
    [InlineData("""{"query":"{ a }","variables":{"x":"\uD83D\uDE00\uD83D\uDE00"}}""")]
    public void Escaped_pairs_and_escaped_escapes_are_fine(string json) => Read(json);

    [Theory]
    [InlineData(RequestReader.DepthMax - 2, true)]
    [InlineData(RequestReader.DepthMax - 1, false)]
    [InlineData(1_000_000, false)]
    public void Variables_are_nested_only_so_deep(int depth, bool isRead)
    {
        var value = new string('[', depth) + new string(']', depth);
        var json = Encoding.UTF8.GetBytes("{\"query\":\"{ a }\",\"variables\":{\"x\":" + value + "}}");

        Assert.Equal(isRead, GraphQLRequest.TryRead(json, out _, out _));
    }

    [Fact]
    public void Requests_of_an_array_are_read_one_by_one()
    {
        Assert.True(RequestReader.TryParse("""[{"query":"{ a }"},5]"""u8, out var array, out _));

        Assert.True(GraphQLRequest.TryRead(array[0], out var first, out _));
        Assert.False(GraphQLRequest.TryRead(array[1], out _, out var error));
        Assert.Equal("{ a }", Encoding.UTF8.GetString(first.Query.Span));
        Assert.Equal("The request must be a JSON object.", error.Message);
    }

    static GraphQLRequest Read(string json)
    {
        Assert.True(
            GraphQLRequest.TryRead(Encoding.UTF8.GetBytes(json), out var request, out var error),
            error?.Message
        );
        return request;
    }

    static void AssertRefused(ReadOnlySpan<byte> json)
    {
        Assert.False(GraphQLRequest.TryRead(json, out _, out var error));
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
    }
}
