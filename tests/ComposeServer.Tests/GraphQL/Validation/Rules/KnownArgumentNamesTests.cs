using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class KnownArgumentNamesTests
{
    [Fact]
    [Specification("5.4.1", Shows.Kept)]
    public void Arguments_of_fields_and_directives_exist() => Verdict.Accepts("{ count(of: 1) @skip(if: true) }");

    [Fact]
    [Specification("5.4.1", Shows.Broken)]
    public void An_unknown_argument_of_a_field_is_told_with_its_neighbour() =>
        Verdict.Refuses(
            "{ person(ids: 1) { name(long: true) } }",
            "Unknown argument \"ids\" on field \"Query.person\". Did you mean \"id\"?",
            "Unknown argument \"long\" on field \"Person.name\"."
        );

    [Fact]
    public void One_of_a_directive_too() =>
        Verdict.Refuses(
            "{ count @skip(if: true, fi: false) }",
            "Unknown argument \"fi\" on directive \"@skip\". Did you mean \"if\"?"
        );

    [Fact]
    public void Of_an_unknown_directive_or_field_only_that_is_told() =>
        Verdict.Refuses(
            "{ count @unknown(a: 1) nothing(b: 2) }",
            "Unknown directive \"@unknown\".",
            "Cannot query field \"nothing\" on type \"Query\"."
        );
}
