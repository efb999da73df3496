using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;
using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class VariablesInAllowedPositionTests
{
    [Fact]
    [Specification("5.8.5", Shows.Kept)]
    public void A_stricter_variable_fits() =>
        Verdict.Accepts("query ($a: Int!, $b: Mood!) { count(of: $a) must(value: $a) mood(is: $b) }");

    [Fact]
    public void A_default_makes_up_for_null() => Verdict.Accepts("query ($a: Int = 1) { must(value: $a) }");

    [Fact]
    [Specification("5.8.5", Shows.Broken)]
    public void A_looser_one_does_not_fit() =>
        Verdict.Refuses(
            "query ($a: Int, $b: String) { must(value: $a) count(of: $b) }",
            "Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\".",
            "Variable \"$b\" of type \"String\" used in position expecting type \"Int\"."
        );

    [Fact]
    public void A_null_default_makes_up_for_nothing() =>
        Verdict.Refuses(
            "query ($a: Int = null) { must(value: $a) }",
            "Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\"."
        );

    [Fact]
    public void A_default_of_the_place_does() => Verdict.Accepts("query ($a: Int) { at(point: { x: 1, y: $a }) }");

    [Fact]
    public void A_default_that_does_not_fit_its_own_place_makes_up_for_nothing()
    {
        var schema = SchemaFromSdl.Build("type Query { a(b: [[Int]!]! = [null]): Int }").Schema!;
        var document = Verdict.Parse("query ($v: [[Int]!]) { a(b: $v) }");

        Assert.Equal(
            ["Variable \"$v\" of type \"[[Int]!]\" used in position expecting type \"[[Int]!]!\"."],
            DocumentValidator.Validate(schema, document, new(), hasSuggestions: true).Select(error => error.Message)
        );
    }

    [Fact]
    public void In_a_choice_a_variable_is_never_null() =>
        Verdict.Refuses(
            "query ($a: ID) { pick(one: { byId: $a }) }",
            "Variable \"$a\" is of type \"ID\" but must be non-nullable to be used for OneOf Input Object \"Choice\"."
        );
}
