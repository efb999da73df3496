using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Tests.GraphQL.October2021;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.Operations;

/// <summary>What the recorded responses of the reference implementation do not show; all messages are compared there.</summary>
public class VariableCoercerTests
{
    [Fact]
    public void Fields_of_input_objects_come_in_the_order_of_their_type()
    {
        var (values, errors) = Coerce("$p: Point", """{"p":{"inner":null,"y":2,"x":1}}""");

        Assert.Empty(errors);
        var point = Assert.IsType<OrderedDictionary<string, object?>>(values["p"]);
        Assert.Equal(["x", "y", "inner"], point.Keys);
        Assert.Equal([1, 2, null], point.Values);
    }

    [Fact]
    [Specification("6.1.2", Shows.Kept)]
    public void A_variable_neither_given_nor_defaulted_is_absent_and_null_is_there()
    {
        var (values, _) = Coerce("$a: Int, $b: Int = 3, $c: Int", """{"c":null}""");

        Assert.False(values.ContainsKey("a"));
        Assert.Equal(3, values["b"]);
        Assert.True(values.TryGetValue("c", out var c));
        Assert.Null(c);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [Specification("6.1.2", Shows.Broken)]
    public void Numbers_out_of_range_are_refused(string number)
    {
        var (_, errors) = Coerce("$a: Int", $$"""{"a":{{number}}}""");

        Assert.Equal([ErrorCodes.BadUserInput], errors);
    }

    [Fact]
    public void Nul_is_text_like_any_other()
    {
        var (values, errors) = Coerce("$a: String", """{"a":"\u0000"}""");

        Assert.Empty(errors);
        Assert.Equal("\0", values["a"]);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(10_000, 4)]
    public void Errors_are_reported_up_to_a_number_and_then_once_more(int faults, int reported)
    {
        var items = string.Join(',', Enumerable.Repeat("\"x\"", faults));
        var (_, errors) = Coerce("$a: [Int]", $$"""{"a":[{{items}}]}""", errorsMax: 3);

        Assert.Equal(reported, errors.Count);
    }

    static (IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Errors) Coerce(
        string variables,
        string json,
        int errorsMax = 50
    )
    {
        var (values, errors) = VariableCoercer.Coerce(
            Verdict.Schema,
            Operation(variables).Variables,
            JsonElement.Parse(json),
            errorsMax,
            hasSuggestions: true
        );
        return (values, [.. errors.Select(error => error.Code)]);
    }

    static OperationDefinitionNode Operation(string variables) =>
        (OperationDefinitionNode)Verdict.Parse($"query ({variables}) {{ count }}").Definitions[0];
}
