namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueDirectivesPerLocationTests
{
    [Fact]
    public void Repeatable_directives_repeat() =>
        Verdict.Accepts("{ count @note(text: \"a\") @note(text: \"b\") @once }");

    [Fact]
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
