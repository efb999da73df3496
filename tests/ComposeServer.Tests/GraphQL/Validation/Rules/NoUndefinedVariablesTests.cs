using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class NoUndefinedVariablesTests
{
    [Fact]
    [Specification("5.8.3", Shows.Kept)]
    public void Variables_of_a_fragment_are_defined_by_each_operation_that_uses_it() =>
        Verdict.Accepts("query A($x: Int) { ...F } query B($x: Int) { ...F } fragment F on Query { count(of: $x) }");

    [Fact]
    [Specification("5.8.3", Shows.Broken)]
    public void An_operation_that_does_not_is_named() =>
        Verdict.Refuses(
            "query A($x: Int) { ...F } query B { ...F } fragment F on Query { count(of: $x) }",
            "Variable \"$x\" is not defined by operation \"B\"."
        );

    [Fact]
    public void Variables_in_conditions_and_in_literals_count() =>
        Verdict.Refuses(
            "{ count @skip(if: $a) at(point: { x: $b }) }",
            "Variable \"$a\" is not defined.",
            "Variable \"$b\" is not defined."
        );
}
