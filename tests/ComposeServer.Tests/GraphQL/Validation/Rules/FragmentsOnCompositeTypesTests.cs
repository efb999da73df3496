using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class FragmentsOnCompositeTypesTests
{
    [Fact]
    [Specification("5.5.1.3", Shows.Kept)]
    public void Fragments_on_objects_interfaces_and_unions_are_fine() =>
        Verdict.Accepts("{ dog { ... on Dog { barks } ... on Named { name } ... on Pet { __typename } } }");

    [Fact]
    [Specification("5.5.1.3", Shows.Broken)]
    public void An_inline_fragment_on_an_enum_is_not() =>
        Verdict.Refuses("{ dog { ... on Mood { x } } }", "Fragment cannot condition on non composite type \"Mood\".");

    [Fact]
    public void Nor_is_a_fragment_on_an_input_object() =>
        Verdict.Refuses(
            "{ ...F } fragment F on Point { x }",
            "Fragment \"F\" cannot condition on non composite type \"Point\"."
        );
}
