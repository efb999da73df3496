using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueVariableNamesTests
{
    [Fact]
    [Specification("5.8.1", Shows.Kept)]
    public void Two_operations_may_each_have_a_variable_of_one_name() =>
        Verdict.Accepts("query A($x: Int) { count(of: $x) } query B($x: Int) { count(of: $x) }");

    [Fact]
    [Specification("5.8.1", Shows.Broken)]
    public void One_may_not_have_two() =>
        Verdict.Refuses("query A($x: Int, $x: Int) { count(of: $x) }", "There can be only one variable named \"$x\".");
}
