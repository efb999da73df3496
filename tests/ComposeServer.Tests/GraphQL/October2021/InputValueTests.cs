namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Section 2.9: literals.</summary>
public class InputValueTests
{
    [Theory]
    [InlineData("$v")]
    [InlineData("[1, \"two\", THREE, null, {four: 4.0}]")]
    [Specification("2.9", Shows.Kept)]
    public void A_value_may_be_of_any_kind(string value) => Taken(value);

    [Fact]
    [Specification("2.9", Shows.Broken)]
    public void But_there_are_no_other_kinds() => Source.Refuses("{ a(b: @c) }", "Unexpected \"@\".", column: 8);

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-123456789012345678901")]
    [Specification("2.9.1", Shows.Kept)]
    public void An_integer_may_have_any_size(string value) => Taken(value);

    [Theory]
    [InlineData("01", "Invalid number, unexpected digit after 0: \"1\".", 9)]
    [InlineData("-a", "Invalid number, expected digit but got: \"a\".", 9)]
    [InlineData("1a", "Invalid number, expected digit but got: \"a\".", 9)]
    [Specification("2.9.1", Shows.Broken)]
    public void It_has_no_leading_zero_and_touches_no_name(string value, string message, int column) =>
        Refused(value, message, column);

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.5e+10")]
    [InlineData("1E-7")]
    [Specification("2.9.2", Shows.Kept)]
    public void A_fraction_has_a_point_or_an_exponent(string value) => Taken(value);

    [Theory]
    [InlineData("1.", "Invalid number, expected digit but got: \")\".", 10)]
    [InlineData("1e", "Invalid number, expected digit but got: \")\".", 10)]
    [InlineData("1.5x", "Invalid number, expected digit but got: \"x\".", 11)]
    [Specification("2.9.2", Shows.Broken)]
    public void And_digits_after_either(string value, string message, int column) => Refused(value, message, column);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [Specification("2.9.3", Shows.Kept)]
    public void Two_names_are_booleans(string value) => Taken(value);

    [Fact]
    [Specification("2.9.4", Shows.Kept)]
    public void A_string_may_be_escaped_and_a_block_loses_its_indent() =>
        Source.Means(
            "{ a(b: \"\\\"\\\\/\\b\\f\\n\\r\\t\", c: \"\"\"\nx\n  y\n\"\"\") }",
            "{ a(b: \"\\u0022\\\\\\/\\b\\f\\n\\r\\t\", c: \"\"\"\n    x\n      y\n  \"\"\") }"
        );

    [Theory]
    [InlineData("\"x", "Unterminated string.", 13)]
    [InlineData("\"\\x\"", "Invalid character escape sequence: \"\\x\".", 9)]
    [InlineData("\"\"\"x", "Unterminated string.", 15)]
    [Specification("2.9.4", Shows.Broken)]
    public void It_ends_and_knows_its_escapes(string value, string message, int column) =>
        Refused(value, message, column);

    [Fact]
    [Specification("2.9.5", Shows.Kept)]
    public void Null_is_a_value() => Taken("null");

    [Theory]
    [InlineData("RED")]
    [InlineData("on")]
    [Specification("2.9.6", Shows.Kept)]
    public void Any_other_name_is_one_of_an_enum(string value) => Taken(value);

    [Fact]
    [Specification("2.9.6", Shows.Broken)]
    public void No_enum_has_a_boolean_or_null() =>
        Source.Refuses(
            "enum E { A null }",
            "Name \"null\" is reserved and cannot be used for an enum value.",
            column: 12
        );

    [Theory]
    [InlineData("[]")]
    [InlineData("[1, [2, []], $v]")]
    [Specification("2.9.7", Shows.Kept)]
    public void Lists_may_be_empty_and_nested(string value) => Taken(value);

    [Fact]
    [Specification("2.9.7", Shows.Broken)]
    public void And_end() => Refused("[1", "Unexpected \")\".", 10);

    [Theory]
    [InlineData("{}")]
    [InlineData("{a: {b: 1}, c: $v}")]
    [Specification("2.9.8", Shows.Kept)]
    public void Objects_may_be_empty_and_nested(string value) => Taken(value);

    [Theory]
    [InlineData("{a}", "Expected \":\", found \"}\".", 10)]
    [InlineData("{\"a\": 1}", "Expected Name, found String \"a\".", 9)]
    [Specification("2.9.8", Shows.Broken)]
    public void Their_fields_are_names_with_values(string value, string message, int column) =>
        Refused(value, message, column);

    static void Taken(string value) => Source.Prints($"{{ a(b: {value}) }}", $"{{ a(b: {value}) }}");

    static void Refused(string value, string message, int column) =>
        Source.Refuses($"{{ a(b: {value}) }}", message, column: column);
}
