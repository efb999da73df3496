using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class PossibleFragmentSpreadsTests
{
    [Fact]
    [Specification("5.5.2.3", Shows.Kept)]
    public void Types_that_share_an_object_fit() =>
        Verdict.Accepts(
            "{ dog { ... on Pet { __typename } ... on Named { name } } named { ... on Pet { __typename } } pet { ...D } } fragment D on Dog { barks }"
        );

    [Fact]
    [Specification("5.5.2.3", Shows.Broken)]
    public void An_object_within_another_does_not() =>
        Verdict.Refuses(
            "{ dog { ... on Cat { lives } } }",
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\"."
        );

    [Fact]
    public void Nor_a_named_fragment_where_no_member_implements_its_interface() =>
        Verdict.Refuses(
            "{ pet { ...N } } fragment N on Node { id }",
            "Fragment \"N\" cannot be spread here as objects of type \"Pet\" can never be of type \"Node\"."
        );
}
