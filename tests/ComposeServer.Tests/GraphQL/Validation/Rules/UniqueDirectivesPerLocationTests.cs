using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueDirectivesPerLocationTests
{
    [Fact]
    [Specification("5.7.3", Shows.Kept)]
    public void Repeatable_directives_repeat() =>
        Verdict.Accepts("{ count @note(text: \"a\") @note(text: \"b\") @once }");

    [Fact]
    [Specification("5.7.3", Shows.Broken)]
    public void Others_do_not() =>
        Verdict.Refuses(
            "{ count @once @once @once }",
            "The directive \"@once\" can only be used once at this location.",
            "The directive \"@once\" can only be used once at this location."
        );

    [Fact]
    public void In_two_places_they_may() =>
        Verdict.Accepts("{ count @once ...F } fragment F on Query { c: count @once }");
}
