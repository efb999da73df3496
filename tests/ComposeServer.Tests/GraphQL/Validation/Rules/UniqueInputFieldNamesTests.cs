namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueInputFieldNamesTests
{
    [Fact]
    public void A_field_of_an_input_object_is_given_once_on_each_level() =>
        Verdict.Accepts("{ at(point: { x: 1, inner: { x: 1 } }) }");

    [Fact]
    public void Twice_is_told() =>
        Verdict.Refuses(
            "{ at(point: { x: 1, x: 2, inner: { x: 1, x: 1 } }) }",
            "There can be only one input field named \"x\".",
            "There can be only one input field named \"x\"."
        );
}
