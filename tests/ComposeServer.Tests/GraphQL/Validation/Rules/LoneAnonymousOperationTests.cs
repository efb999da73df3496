using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class LoneAnonymousOperationTests
{
    [Fact]
    [Specification("5.2.2.1", Shows.Kept)]
    public void An_operation_alone_needs_no_name() => Verdict.Accepts("{ ...F } fragment F on Query { count }");

    [Fact]
    [Specification("5.2.2.1", Shows.Broken)]
    public void Beside_another_it_does() =>
        Verdict.Refuses("{ count } query A { count }", "This anonymous operation must be the only defined operation.");

    [Fact]
    public void Each_of_two_without_a_name_is_told() =>
        Verdict.Refuses(
            "{ count } { count }",
            "This anonymous operation must be the only defined operation.",
            "This anonymous operation must be the only defined operation."
        );
}
