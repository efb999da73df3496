using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class NoUnusedFragmentsTests
{
    [Fact]
    [Specification("5.5.1.4", Shows.Kept)]
    public void A_fragment_used_by_way_of_another_is_used() =>
        Verdict.Accepts("{ person { ...A } } fragment A on Person { ...B } fragment B on Person { id }");

    [Fact]
    [Specification("5.5.1.4", Shows.Broken)]
    public void Fragments_that_only_use_each_other_are_not() =>
        Verdict.Refuses(
            "{ count } fragment A on Person { ...B } fragment B on Person { id }",
            "Fragment \"A\" is never used.",
            "Fragment \"B\" is never used."
        );
}
