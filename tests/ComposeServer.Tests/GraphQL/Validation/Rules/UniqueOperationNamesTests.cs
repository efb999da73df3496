using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueOperationNamesTests
{
    [Fact]
    [Specification("5.2.1.1", Shows.Kept)]
    public void Operations_of_different_names_are_fine() => Verdict.Accepts("query A { count } query B { count }");

    [Fact]
    [Specification("5.2.1.1", Shows.Broken)]
    public void Two_operations_of_one_name_are_not_even_of_different_kinds() =>
        Verdict.Refuses(
            "query A { count } mutation A { rename(id: 1) { id } }",
            "There can be only one operation named \"A\"."
        );

    [Fact]
    public void A_fragment_may_have_the_name_of_an_operation() =>
        Verdict.Accepts("query A { ...A } fragment A on Query { count }");
}
