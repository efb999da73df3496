using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueArgumentNamesTests
{
    [Fact]
    [Specification("5.4.2", Shows.Kept)]
    public void An_argument_is_given_once() => Verdict.Accepts("{ count(of: 1) }");

    [Fact]
    [Specification("5.4.2", Shows.Broken)]
    public void Twice_is_told_once() =>
        Verdict.Refuses(
            "{ count(of: 1, of: 2, of: 3) @skip(if: true, if: false) }",
            "There can be only one argument named \"of\".",
            "There can be only one argument named \"if\"."
        );
}
