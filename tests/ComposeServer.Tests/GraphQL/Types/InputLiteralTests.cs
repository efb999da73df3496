using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Types;

public class InputLiteralTests
{
    static readonly Schema Schema = SchemaFromSdl
        .Build(
            """
            type Query { a: Int }
            input In { a: Int! = 7 b: [String!] c: In d: E = B json: Json i: ID }
            input One @oneOf { a: Int b: String }
            enum E { A B }
            scalar Json
            """
        )
        .Schema!;

    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "1.0", null)]
    [InlineData("Int!", "null", null)]
    [InlineData("Int", "null", "null")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[[Int]]", "[1, [2], null]", "[[1],[2],null]")]
    [InlineData("[Int!]", "[1, null]", null)]
    [InlineData("ID", "12", "\"12\"")]
    [InlineData("E", "A", "\"A\"")]
    [InlineData("E", "\"A\"", null)]
    [InlineData("In", "{}", """{"a":7,"d":"B"}""")]
    [InlineData("In", "{a: null}", null)]
    [InlineData("In", "{c: {a: 1}, a: 2, b: \"x\"}", """{"a":2,"b":["x"],"c":{"a":1,"d":"B"},"d":"B"}""")]
    [InlineData("In", "{a: 1, a: 2}", """{"a":2,"d":"B"}""")]
    [InlineData("In", "[]", null)]
    [InlineData(
        "In",
        "{json: {x: [1, 2.5, \"s\", true, null, E], y: {}}}",
        """{"a":7,"d":"B","json":{"x":[1,2.5,"s",true,null,"E"],"y":{}}}"""
    )]
    [InlineData("One", "{a: 1}", """{"a":1}""")]
    [InlineData("One", "{a: null}", null)]
    [InlineData("One", "{a: 1, b: \"x\"}", null)]
    [InlineData("One", "{}", null)]
    [InlineData("Query", "{a: 1}", null)]
    public void Literals_are_coerced_to_their_type(string type, string literal, string? expected) =>
        Assert.Equal(expected, Coerce(type, literal, variables: null));

    [Theory]
    [InlineData("Int", "$one", "1")]
    [InlineData("Int", "$null", "null")]
    [InlineData("Int!", "$null", null)]
    [InlineData("Int", "$missing", null)]
    [InlineData("[Int]", "[$one, $missing]", "[1,null]")]
    [InlineData("[Int!]", "[$missing]", null)]
    [InlineData("In", "{a: $missing, c: $missing}", """{"a":7,"d":"B"}""")]
    [InlineData("In", "{json: [$one, {x: $missing}]}", """{"a":7,"d":"B","json":[1,{"x":null}]}""")]
    public void Variables_stand_for_their_values_and_a_missing_one_counts_as_not_given(
        string type,
        string literal,
        string? expected
    ) =>
        Assert.Equal(expected, Coerce(type, literal, new Dictionary<string, object?> { ["one"] = 1, ["null"] = null }));

    [Fact]
    public void Defaults_that_need_themselves_end_and_are_refused()
    {
        var schema = SchemaFromSdl
            .Build(
                "type Query { f(a: A = {}): Int } input A { a: A = {} b: B = {} c: [A] = [{}] } input B { a: A = {b: {}} x: B = null }"
            )
            .Schema!;

        var errors = SchemaValidator.Validate(schema);

        Assert.Equal(
            new[] { "A.a", "A.b", "A.c", "B.a" }.Select(field =>
                $"Invalid circular reference. The default value of Input Object field {field} references itself."
            ),
            errors.Select(error => error.Message)
        );
    }

    [Fact]
    public void Default_values_of_custom_scalars_print_as_literals()
    {
        var schema = SchemaFromSdl
            .Build("type Query { f(a: Json = {x: [1, 2.5, null, true, \"s\"]}): Int } scalar Json")
            .Schema!;

        Assert.Contains(
            """a: Json = {x: [1, 2.5, null, true, "s"]}""",
            SchemaPrinter.Print(schema),
            StringComparison.Ordinal
        );
    }

    static string? Coerce(string type, string literal, IReadOnlyDictionary<string, object?>? variables)
    {
        var node = GraphQLParser.ParseValue(Encoding.UTF8.GetBytes(literal), ParserLimits.Default, out _)!;
        var target = GraphQLParser.ParseType(Encoding.UTF8.GetBytes(type), ParserLimits.Default, out _)!;
        return InputLiteral.TryCoerce(node, Schema.Resolve(target)!, variables, out var value)
            ? JsonSerializer.Serialize(value)
            : null;
    }
}
