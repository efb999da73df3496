using System.Text;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 41: variables that no value of a schema could be.</summary>
public class Sec41_VariableTests
{
    const int TimeMsMax = 100;
    const int ErrorsMax = 50;
    const int MemoryMax = 64 * Effort.Mebibyte;

    [Theory]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":Infinity}")]
    [InlineData("{\"a\":-Infinity}")]
    [InlineData("{\"a\":0x10}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":1_000}")]
    [InlineData("{\"a\":'1'}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"a\":[{\"b\":\"\\uD83D\\u0041\"}]}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":\"\\x00\"}")]
    [InlineData("{\"a\":\"\u0000\"}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("[1]")]
    [InlineData("\"a\"")]
    public void What_is_no_JSON_object_of_Unicode_text_is_refused(string variables)
    {
        var body = $"{{\"query\":\"{{count}}\",\"variables\":{variables}}}";

        Assert.False(GraphQLRequest.TryRead(Encoding.UTF8.GetBytes(body), out _, out var error));
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0x80 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 })]
    public void Nor_are_bytes_that_are_no_UTF8(byte[] text)
    {
        byte[] body = [.. "{\"query\":\"{count}\",\"variables\":{\"a\":\""u8, .. text, .. "\"}}"u8];

        Assert.False(GraphQLRequest.TryRead(body, out _, out var error));
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
    }

    [Theory]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "-2147483649")]
    [InlineData("Int", "9007199254740993")]
    [InlineData("Int", "1e400")]
    [InlineData("Int", "0.5")]
    [InlineData("Float", "1e400")]
    [InlineData("Float", "-1e400")]
    [InlineData("Boolean", "1")]
    [InlineData("Mood", "\"\\u0000\"")]
    [InlineData("Point", "{\"x\":1,\"\\u0000\":1}")]
    [InlineData("Point", "[[[[1]]]]")]
    public void A_number_or_name_out_of_its_type_is_an_error_with_a_code(string type, string value)
    {
        var error = Assert.Single(ErrorsOf(type, value));

        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
    }

    [Theory]
    [InlineData("Int", '1', "")]
    [InlineData("Float", '1', "")]
    [InlineData("ID", '1', "")]
    [InlineData("Int", '0', "0.")]
    [InlineData("Float", '9', "0.")]
    [InlineData("Float", '9', "1e")]
    [InlineData("Float", '9', "1e-")]
    [InlineData("Mood", '9', "")]
    public void A_mebibyte_of_digits_is_read_in_the_time_of_its_bytes(string type, char digit, string start)
    {
        var digits = start + new string(digit, Effort.Mebibyte - 100);

        Effort.Within(TimeMsMax, MemoryMax, () => ErrorsOf(type, digits));
    }

    [Theory]
    [InlineData("count(of: {0})")]
    [InlineData("person(id: {0}) {{ id }}")]
    [InlineData("mood(is: {0})")]
    [InlineData("at(point: {{x: {0}}})")]
    public void So_is_one_in_a_document(string field)
    {
        var digits = new string('7', Effort.Mebibyte - 100);

        Documents.Within(
            TimeMsMax,
            $"{{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, field, digits)} }}"
        );
    }

    [Theory]
    [InlineData("[Int]", "[", "\"a\"", "]")]
    [InlineData("[Point]", "[", "{\"y\":\"a\",\"z\":1}", "]")]
    [InlineData("Point", "{\"x\":1,\"y\":", "[]", "}")]
    [InlineData("Mood", "", "\"HAPPPY\"", "")]
    public void A_mebibyte_of_wrong_values_ends_after_the_limit_of_errors(
        string type,
        string open,
        string item,
        string close
    )
    {
        var count = open == "[" ? Effort.Mebibyte / (item.Length + 2) : 1;
        var value = open + string.Join(',', Enumerable.Repeat(item, count)) + close;

        Effort.Within(TimeMsMax, MemoryMax, () => Assert.InRange(ErrorsOf(type, value).Count, 1, ErrorsMax + 1));
    }

    [Fact]
    public void Names_that_nearly_are_fields_are_looked_up_in_bounded_time()
    {
        var members = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"inne{i}\":1"));

        Effort.Within(TimeMsMax, MemoryMax, () => ErrorsOf("Point", $"{{\"x\":1,{members}}}"));
    }

    static IReadOnlyList<ComposeServer.GraphQL.Execution.GraphQLError> ErrorsOf(string type, string value)
    {
        var document = GraphQLParser.Parse($"query ($a: {type}) {{ count }}", ParserLimits.Default).Document!;
        var operation = (OperationDefinitionNode)document.Definitions[0];
        Assert.True(RequestReader.TryParse(Encoding.UTF8.GetBytes($"{{\"a\":{value}}}"), out var variables, out _));
        return VariableCoercer
            .Coerce(Verdict.Schema, operation.Variables, variables, ErrorsMax, hasSuggestions: true)
            .Errors;
    }
}
