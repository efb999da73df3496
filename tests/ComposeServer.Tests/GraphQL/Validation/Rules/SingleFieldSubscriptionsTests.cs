using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class SingleFieldSubscriptionsTests
{
    [Fact]
    [Specification("5.2.3.1", Shows.Kept)]
    public void One_root_field_is_fine_also_when_selected_twice() =>
        Verdict.Accepts("subscription A { changed { id } ...F } fragment F on Subscription { changed { name } }");

    [Fact]
    [Specification("5.2.3.1", Shows.Broken)]
    public void Two_are_not() =>
        Verdict.Refuses(
            "subscription A { changed { id } removed }",
            "Subscription \"A\" must select only one top level field."
        );

    [Fact]
    public void A_second_one_in_a_fragment_counts_whatever_its_condition() =>
        Verdict.Refuses(
            "subscription ($x: Boolean!) { changed { id } ...F @include(if: $x) } fragment F on Subscription { removed @skip(if: $x) }",
            "Anonymous Subscription must select only one top level field."
        );

    [Fact]
    public void A_meta_field_is_no_source_of_events() =>
        Verdict.Refuses(
            "subscription A { __typename }",
            "Subscription \"A\" must not select an introspection top level field."
        );

    [Fact]
    public void Queries_may_have_several() => Verdict.Accepts("{ count __typename }");
}
