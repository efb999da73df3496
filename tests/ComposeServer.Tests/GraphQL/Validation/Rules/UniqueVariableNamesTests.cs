namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueVariableNamesTests
{
    [Fact]
    public void Two_operations_may_each_have_a_variable_of_one_name() =>
        Verdict.Accepts("query A($x: Int) { count(of: $x) } query B($x: Int) { count(of: $x) }");

    [Fact]
    public void One_may_not_have_two() =>
        Verdict.Refuses("query A($x: Int, $x: Int) { count(of: $x) }", "There can be only one variable named \"$x\".");
}
