using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.Execution;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 3.13.1, 3.13.2 and 6: what no test of the executor shows by itself.</summary>
public class ExecutionTests
{
    static readonly Schema Schema = MakeSchema();

    [Theory]
    [InlineData("{ a @skip(if: true) b @skip(if: false) }", """{"data":{"b":2}}""")]
    [InlineData("{ a ... @skip(if: true) { b } }", """{"data":{"a":1}}""")]
    [Specification("3.13.1", Shows.Kept)]
    public Task What_is_skipped_is_not_there(string document, string response) => AnswersAsync(document, response);

    [Theory]
    [InlineData("{ a @include(if: true) b @include(if: false) }", """{"data":{"a":1}}""")]
    [InlineData("{ a @include(if: true) @skip(if: true) b }", """{"data":{"b":2}}""")]
    [Specification("3.13.2", Shows.Kept)]
    public Task What_is_included_is_there_unless_it_is_skipped(string document, string response) =>
        AnswersAsync(document, response);

    [Theory]
    [InlineData("{ a @skip(if: null) b }", "Expected value of type \\\"Boolean!\\\", found null.")]
    [InlineData("{ a @include(if: 1) b }", "Boolean cannot represent a non boolean value: 1")]
    [Specification("3.13.1", Shows.Broken)]
    [Specification("3.13.2", Shows.Broken)]
    [Specification("6.1.1", Shows.Broken)]
    public async Task A_document_that_is_not_valid_is_not_executed(string document, string message)
    {
        var response = await Schema.AskAsync(document);

        Assert.Contains(message, response, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", response, StringComparison.Ordinal);
    }

    [Fact]
    [Specification("6.1", Shows.Kept)]
    [Specification("6.1.1", Shows.Kept)]
    [Specification("6.2", Shows.Kept)]
    [Specification("6.2.1", Shows.Kept)]
    [Specification("6.3", Shows.Kept)]
    [Specification("6.4", Shows.Kept)]
    public Task A_query_is_answered_in_the_order_in_which_it_is_asked() =>
        AnswersAsync(
            "{ b inner { x: a ...F } a } fragment F on Inner { must __typename }",
            """{"data":{"b":2,"inner":{"x":1,"must":3,"__typename":"Inner"},"a":1}}"""
        );

    [Fact]
    [Specification("6.2.1", Shows.Broken)]
    [Specification("6.3", Shows.Broken)]
    public async Task A_null_that_may_not_be_goes_up_to_the_root()
    {
        var response = await Schema.AskAsync("{ a never }");

        Assert.Contains("Cannot return null for non-nullable field Query.never.", response, StringComparison.Ordinal);
        Assert.EndsWith("\"data\":null}", response, StringComparison.Ordinal);
    }

    [Fact]
    [Specification("6.4", Shows.Broken)]
    [Specification("6.4.3", Shows.Broken)]
    public async Task A_value_of_another_type_is_an_error_of_its_field()
    {
        var response = await Schema.AskAsync("{ wrong list b }");

        Assert.Contains("Int cannot represent non-integer value: \\\"word\\\"", response, StringComparison.Ordinal);
        Assert.Contains(
            "Expected Iterable, but did not find one for field \\\"Query.list\\\".",
            response,
            StringComparison.Ordinal
        );
        Assert.EndsWith("""{"wrong":null,"list":null,"b":2}}""", response, StringComparison.Ordinal);
    }

    [Fact]
    [Specification("6.4.4", Shows.Kept)]
    public async Task An_error_stops_at_the_next_place_that_may_be_null()
    {
        var response = await Schema.AskAsync("{ deep { inner { inner { never } } a } b }");

        Assert.Contains("\"path\":[\"deep\",\"inner\",\"inner\",\"never\"]", response, StringComparison.Ordinal);
        Assert.EndsWith("""{"deep":null,"b":2}}""", response, StringComparison.Ordinal);
    }

    [Fact]
    [Specification("6.4.1", Shows.Broken)]
    public async Task A_variable_that_is_null_is_no_argument_that_may_not_be()
    {
        var response = await Schema.AskAsync("query ($n: Int = 1) { twice(n: $n) b }", variables: """{"n": null}""");

        Assert.Contains(
            "Argument \\\"n\\\" of non-null type \\\"Int!\\\" must not be null.",
            response,
            StringComparison.Ordinal
        );
        Assert.EndsWith("""{"twice":null,"b":2}}""", response, StringComparison.Ordinal);
    }

    static async Task AnswersAsync(string document, string response) =>
        Assert.Equal(response, await Schema.AskAsync(document));

    static Schema MakeSchema()
    {
        var number = BuiltInScalars.Int;
        ObjectType deep = null!;
        var inner = new ObjectType(
            "Inner",
            () => [Requests.Field("a", number, () => 1), Requests.Field("must", NonNullType.Of(number), () => 3)]
        );
        deep = new ObjectType(
            "Deep",
            () =>
                [
                    Requests.Field("a", number, () => 1),
                    Requests.Field("inner", NonNullType.Of(deep), () => new object()),
                    Requests.Field("never", NonNullType.Of(number), () => null),
                ]
        );
        return Requests.Schema(
            Requests.Field("a", number, () => 1),
            Requests.Field("b", number, () => 2),
            Requests.Field("inner", inner, () => new object()),
            Requests.Field("deep", deep, () => new object()),
            Requests.Field("never", NonNullType.Of(number), () => null),
            Requests.Field("wrong", number, () => "word"),
            Requests.Field("list", ListType.Of(number), () => 5),
            new FieldDefinition("twice", number)
            {
                Arguments = new([new("n", NonNullType.Of(number))]),
                Resolver = PropertyResolver.From<object>((_, context) => 2 * context.Arguments.Get<int>("n")),
            }
        );
    }
}
