using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueInputFieldNamesTests
{
    [Fact]
    [Specification("5.6.3", Shows.Kept)]
    public void A_field_of_an_input_object_is_given_once_on_each_level() =>
        Verdict.Accepts("{ at(point: { x: 1, inner: { x: 1 } }) }");

    [Fact]
    [Specification("5.6.3", Shows.Broken)]
    public void Twice_is_told() =>
        Verdict.Refuses(
            "{ at(point: { x: 1, x: 2, inner: { x: 1, x: 1 } }) }",
            "There can be only one input field named \"x\".",
            "There can be only one input field named \"x\"."
        );
}
