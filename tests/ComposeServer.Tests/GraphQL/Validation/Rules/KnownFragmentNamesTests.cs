namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class KnownFragmentNamesTests
{
    [Fact]
    public void What_is_spread_is_defined() => Verdict.Accepts("{ person { ...A } } fragment A on Person { id }");

    [Fact]
    public void An_unknown_fragment_is_told_each_time() =>
        Verdict.Refuses(
            "{ person { ...A ...B friends { ...B } } } fragment A on Person { id }",
            "Unknown fragment \"B\".",
            "Unknown fragment \"B\"."
        );
}
