using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class ScalarLeafsTests
{
    [Fact]
    [Specification("5.3.3", Shows.Kept)]
    public void Leaves_have_no_selection_and_objects_have_one() =>
        Verdict.Accepts("{ count person { mood friends { id } } }");

    [Fact]
    [Specification("5.3.3", Shows.Broken)]
    public void A_selection_on_a_leaf_is_told() =>
        Verdict.Refuses(
            "{ count { sum } person { mood { deep } } }",
            "Field \"count\" must not have a selection since type \"Int!\" has no subfields.",
            "Field \"mood\" must not have a selection since type \"Mood\" has no subfields."
        );

    [Fact]
    public void A_missing_one_on_an_object_list_or_union_too() =>
        Verdict.Refuses(
            "{ person { friends pet } }",
            "Field \"friends\" of type \"[Person]\" must have a selection of subfields. Did you mean \"friends { ... }\"?",
            "Field \"pet\" of type \"Pet\" must have a selection of subfields. Did you mean \"pet { ... }\"?"
        );
}
