using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 3.5.1 to 3.5.5, 3.11 and 3.12: what the built-in scalars, lists and what is not null take in.</summary>
public class CoercionTests
{
    [Theory]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "-0.5", "-0.5")]
    [InlineData("String", "\"é\"", "\"é\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "\"a\"", "\"a\"")]
    [InlineData("ID", "4", "\"4\"")]
    [Specification("3.5.1", Shows.Kept)]
    [Specification("3.5.2", Shows.Kept)]
    [Specification("3.5.3", Shows.Kept)]
    [Specification("3.5.4", Shows.Kept)]
    [Specification("3.5.5", Shows.Kept)]
    public void A_scalar_takes_its_values_in_documents_and_in_variables(string type, string value, string expected)
    {
        var scalar = BuiltInScalars.All.Single(one => one.Name == type);

        var results = new[] { scalar.ParseValue(JsonElement.Parse(value)), scalar.ParseLiteral(Literal(value)) };

        Assert.All(results, result => Assert.Equal(JsonElement.Parse(expected).ToString(), Text(result.Value)));
    }

    [Theory]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1.5", "Int cannot represent non-integer value: 1.5")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("String", "1", "String cannot represent a non string value: 1")]
    [InlineData("Boolean", "1", "Boolean cannot represent a non boolean value: 1")]
    [Specification("3.5.1", Shows.Broken)]
    [Specification("3.5.2", Shows.Broken)]
    [Specification("3.5.3", Shows.Broken)]
    [Specification("3.5.4", Shows.Broken)]
    public void And_no_others(string type, string value, string message)
    {
        var scalar = BuiltInScalars.All.Single(one => one.Name == type);

        Assert.Equal(message, scalar.ParseValue(JsonElement.Parse(value)).Message);
        Assert.Equal(message, scalar.ParseLiteral(Literal(value)).Message);
    }

    [Fact]
    [Specification("3.5.5", Shows.Broken)]
    public void A_fraction_is_no_identifier()
    {
        Assert.Equal("ID cannot represent value: 1.5", BuiltInScalars.Id.ParseValue(JsonElement.Parse("1.5")).Message);
        Assert.Equal(
            "ID cannot represent a non-string and non-integer value: 1.5",
            BuiltInScalars.Id.ParseLiteral(Literal("1.5")).Message
        );
    }

    [Theory]
    [InlineData("[1, 2]", "[1,2]")]
    [InlineData("1", "[1]")]
    [InlineData("null", "null")]
    [InlineData("[null]", "[null]")]
    [Specification("3.11", Shows.Kept)]
    public void A_list_takes_many_or_one(string literal, string expected) =>
        Assert.Equal(expected, Coerce(literal, ListType.Of(BuiltInScalars.Int)));

    [Theory]
    [InlineData("[1, \"b\"]")]
    [InlineData("\"b\"")]
    [Specification("3.11", Shows.Broken)]
    public void But_all_of_its_type(string literal) => Assert.Null(Coerce(literal, ListType.Of(BuiltInScalars.Int)));

    [Fact]
    [Specification("3.12", Shows.Kept)]
    public void What_is_not_null_is_taken() => Assert.Equal("1", Coerce("1", NonNullType.Of(BuiltInScalars.Int)));

    [Fact]
    [Specification("3.12", Shows.Broken)]
    public void Null_is_not() => Assert.Null(Coerce("null", NonNullType.Of(BuiltInScalars.Int)));

    [Theory]
    [InlineData("[1, null]", null)]
    [InlineData("null", "null")]
    [Specification("3.12.1", Shows.Broken)]
    public void In_a_list_of_what_is_not_null_no_item_is_null(string literal, string? expected) =>
        Assert.Equal(expected, Coerce(literal, ListType.Of(NonNullType.Of(BuiltInScalars.Int))));

    static string? Coerce(string literal, GraphQLType type) =>
        InputLiteral.TryCoerce(Literal(literal), type, variables: null, out var value)
            ? JsonSerializer.Serialize(value)
            : null;

    static string Text(object? value) => JsonSerializer.SerializeToElement(value).ToString();

    static ValueNode Literal(string source) =>
        GraphQLParser.ParseValue(System.Text.Encoding.UTF8.GetBytes(source), ParserLimits.Default, out _)!;
}
