using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class NoUnusedVariablesTests
{
    [Fact]
    [Specification("5.8.4", Shows.Kept)]
    public void A_variable_used_in_a_fragment_is_used() =>
        Verdict.Accepts("query A($x: Int) { ...F } fragment F on Query { count(of: $x) }");

    [Fact]
    [Specification("5.8.4", Shows.Broken)]
    public void One_used_only_by_another_operation_is_not() =>
        Verdict.Refuses(
            "query A($x: Int, $y: Int) { count(of: $x) } query B($x: Int) { count }",
            "Variable \"$y\" is never used in operation \"A\".",
            "Variable \"$x\" is never used in operation \"B\"."
        );

    [Fact]
    public void Without_a_name_the_operation_is_not_named() =>
        Verdict.Refuses("query ($x: Int) { count }", "Variable \"$x\" is never used.");
}
