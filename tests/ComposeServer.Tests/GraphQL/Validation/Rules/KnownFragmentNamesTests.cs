using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class KnownFragmentNamesTests
{
    [Fact]
    [Specification("5.5.2.1", Shows.Kept)]
    public void What_is_spread_is_defined() => Verdict.Accepts("{ person { ...A } } fragment A on Person { id }");

    [Fact]
    [Specification("5.5.2.1", Shows.Broken)]
    public void An_unknown_fragment_is_told_each_time() =>
        Verdict.Refuses(
            "{ person { ...A ...B friends { ...B } } } fragment A on Person { id }",
            "Unknown fragment \"B\".",
            "Unknown fragment \"B\"."
        );
}
