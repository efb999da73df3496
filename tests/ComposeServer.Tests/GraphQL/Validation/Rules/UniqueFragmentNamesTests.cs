using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class UniqueFragmentNamesTests
{
    [Fact]
    [Specification("5.5.1.1", Shows.Kept)]
    public void Fragments_of_different_names_are_fine() =>
        Verdict.Accepts("{ person { ...A ...B } } fragment A on Person { id } fragment B on Person { id }");

    [Fact]
    [Specification("5.5.1.1", Shows.Broken)]
    public void Two_of_one_name_are_not() =>
        Verdict.Refuses(
            "{ person { ...A } } fragment A on Person { id } fragment A on Person { name }",
            "There can be only one fragment named \"A\"."
        );
}
