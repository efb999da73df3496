using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class ExecutableDefinitionsTests
{
    [Fact]
    [Specification("5.1.1", Shows.Kept)]
    public void Operations_and_fragments_are_executable() =>
        Verdict.Accepts("query A { person { ...P } } fragment P on Person { id }");

    [Fact]
    [Specification("5.1.1", Shows.Broken)]
    public void Type_definitions_are_not() =>
        Verdict.Refuses(
            "{ count } type Tree { height: Int } extend type Dog { tail: Boolean }",
            "The \"Tree\" definition is not executable.",
            "The \"Dog\" definition is not executable."
        );

    [Fact]
    public void Schema_definitions_and_directives_are_not() =>
        Verdict.Refuses(
            "{ count } schema { query: Query } directive @new on FIELD",
            "The schema definition is not executable.",
            "The \"new\" definition is not executable."
        );
}
