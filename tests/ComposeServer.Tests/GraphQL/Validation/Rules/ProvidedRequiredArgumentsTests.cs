using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class ProvidedRequiredArgumentsTests
{
    [Fact]
    [Specification("5.4.2.1", Shows.Kept)]
    public void What_must_be_given_is_given() => Verdict.Accepts("{ must(value: 1) count @skip(if: true) }");

    [Fact]
    [Specification("5.4.2.1", Shows.Broken)]
    public void A_missing_argument_of_a_field_or_directive_is_told() =>
        Verdict.Refuses(
            "{ must count @skip @note }",
            "Field \"must\" argument \"value\" of type \"Int!\" is required, but it was not provided.",
            "Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not provided.",
            "Directive \"@note\" argument \"text\" of type \"String!\" is required, but it was not provided."
        );
}
