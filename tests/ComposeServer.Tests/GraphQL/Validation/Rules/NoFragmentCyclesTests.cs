using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class NoFragmentCyclesTests
{
    [Fact]
    [Specification("5.5.2.2", Shows.Kept)]
    public void A_fragment_may_be_spread_several_times() =>
        Verdict.Accepts(
            "{ person { ...A friends { ...A } } } fragment A on Person { ...B } fragment B on Person { id }"
        );

    [Fact]
    [Specification("5.5.2.2", Shows.Broken)]
    public void A_fragment_within_itself_is_told() =>
        Verdict.Refuses(
            "{ person { ...A } } fragment A on Person { friends { ...A } }",
            "Cannot spread fragment \"A\" within itself."
        );

    [Fact]
    public void Also_by_way_of_others() =>
        Verdict.Refuses(
            "{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...C } fragment C on Person { ...A }",
            "Cannot spread fragment \"A\" within itself via \"B\", \"C\"."
        );

    [Fact]
    public void Every_cycle_is_told_once() =>
        Verdict.Refuses(
            "{ person { ...A } } fragment A on Person { ...A ...B } fragment B on Person { ...B }",
            "Cannot spread fragment \"A\" within itself.",
            "Cannot spread fragment \"B\" within itself."
        );
}
