using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class KnownDirectivesTests
{
    [Fact]
    [Specification("5.7.1", Shows.Kept)]
    [Specification("5.7.2", Shows.Kept)]
    public void Directives_stand_where_they_may() =>
        Verdict.Accepts(
            "query @once { count @skip(if: false) ... @include(if: true) { count @once @note(text: \"a\") } }"
        );

    [Fact]
    [Specification("5.7.1", Shows.Broken)]
    public void An_unknown_directive_is_told() =>
        Verdict.Refuses("{ count @unknown }", "Unknown directive \"@unknown\".");

    [Fact]
    [Specification("5.7.2", Shows.Broken)]
    public void A_known_one_in_a_wrong_place_too() =>
        Verdict.Refuses(
            "query ($x: Int @once) @skip(if: true) { ...F @once count(of: $x) } fragment F on Query @once { count(of: $x) }",
            "Directive \"@once\" may not be used on VARIABLE_DEFINITION.",
            "Directive \"@skip\" may not be used on QUERY.",
            "Directive \"@once\" may not be used on FRAGMENT_SPREAD.",
            "Directive \"@once\" may not be used on FRAGMENT_DEFINITION."
        );
}
