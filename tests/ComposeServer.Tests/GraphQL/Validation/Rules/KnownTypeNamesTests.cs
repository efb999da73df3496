using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class KnownTypeNamesTests
{
    [Fact]
    [Specification("5.5.1.2", Shows.Kept)]
    public void Types_of_variables_and_fragments_exist() =>
        Verdict.Accepts("query ($p: Point) { at(point: $p) named { ... on Dog { barks } } }");

    [Fact]
    [Specification("5.5.1.2", Shows.Broken)]
    public void An_unknown_one_is_told_with_what_may_be_meant() =>
        Verdict.Refuses(
            "query ($p: Piont) { at(point: $p) named { ... on Doggy { barks } } }",
            "Unknown type \"Piont\". Did you mean \"Point\", \"Int\", \"Float\", or \"Pet\"?",
            "Unknown type \"Doggy\". Did you mean \"Dog\"?"
        );

    [Fact]
    public void A_name_like_no_other_gets_no_hint() =>
        Verdict.Refuses("{ person { ...F } } fragment F on Zebrafishes { id }", "Unknown type \"Zebrafishes\".");
}
