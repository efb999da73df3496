using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 5.5.2.3.1 to 5.5.2.3.4, 5.6.2 and 5.6.4: what no test of a rule shows by itself.</summary>
public class DocumentRuleTests
{
    [Fact]
    [Specification("5.5.2.3.1", Shows.Kept)]
    public void An_object_is_spread_in_itself() => Verdict.Accepts("{ dog { ... on Dog { barks } } }");

    [Fact]
    [Specification("5.5.2.3.1", Shows.Broken)]
    public void And_in_no_other_object() =>
        Verdict.Refuses(
            "{ dog { ... on Cat { lives } } }",
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\"."
        );

    [Fact]
    [Specification("5.5.2.3.2", Shows.Kept)]
    public void An_interface_or_union_is_spread_in_an_object_it_holds() =>
        Verdict.Accepts("{ dog { ... on Named { name } ... on Pet { __typename } } }");

    [Fact]
    [Specification("5.5.2.3.2", Shows.Broken)]
    public void And_in_no_object_it_does_not_hold() =>
        Verdict.Refuses(
            "{ dog { ... on Node { id } } }",
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Node\"."
        );

    [Fact]
    [Specification("5.5.2.3.3", Shows.Kept)]
    public void An_object_is_spread_in_what_holds_it() =>
        Verdict.Accepts("{ pet { ... on Dog { barks } } named { ... on Person { mood } } }");

    [Fact]
    [Specification("5.5.2.3.3", Shows.Broken)]
    public void And_not_in_what_does_not() =>
        Verdict.Refuses(
            "{ pet { ... on Person { mood } } }",
            "Fragment cannot be spread here as objects of type \"Pet\" can never be of type \"Person\"."
        );

    [Fact]
    [Specification("5.5.2.3.4", Shows.Kept)]
    public void Two_that_share_an_object_are_spread_in_each_other() =>
        Verdict.Accepts("{ pet { ... on Named { name } } named { ... on Node { id } } }");

    [Fact]
    [Specification("5.5.2.3.4", Shows.Broken)]
    public void And_two_that_share_none_are_not() =>
        Verdict.Refuses(
            "{ pet { ... on Node { id } } }",
            "Fragment cannot be spread here as objects of type \"Pet\" can never be of type \"Node\"."
        );

    [Fact]
    [Specification("5.6.2", Shows.Kept)]
    [Specification("5.6.4", Shows.Kept)]
    public void Fields_of_an_input_object_exist_and_those_that_must_be_given_are() =>
        Verdict.Accepts("{ at(point: { x: 1, inner: { x: 2, y: 3 } }) }");

    [Fact]
    [Specification("5.6.2", Shows.Broken)]
    public void A_field_it_has_not_is_told() =>
        Verdict.Refuses("{ at(point: { x: 1, depth: 2 }) }", "Field \"depth\" is not defined by type \"Point\".");

    [Fact]
    [Specification("5.6.4", Shows.Broken)]
    public void And_so_is_one_that_is_missing() =>
        Verdict.Refuses("{ at(point: { y: 1 }) }", "Field \"Point.x\" of required type \"Int!\" was not provided.");
}
