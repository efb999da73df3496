using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class FieldsOnCorrectTypeTests
{
    [Fact]
    [Specification("5.3.1", Shows.Kept)]
    public void Fields_of_the_type_and_meta_fields_are_known() =>
        Verdict.Accepts("{ __typename __schema { queryType { name } } pet { __typename } named { name } }");

    [Fact]
    [Specification("5.3.1", Shows.Broken)]
    public void A_misspelled_field_is_told_with_its_neighbour() =>
        Verdict.Refuses(
            "{ person { nmae } }",
            "Cannot query field \"nmae\" on type \"Person\". Did you mean \"name\"?"
        );

    [Fact]
    public void A_field_of_an_implementation_needs_a_fragment() =>
        Verdict.Refuses(
            "{ named { barks } pet { name } }",
            "Cannot query field \"barks\" on type \"Named\". Did you mean to use an inline fragment on \"Dog\"?",
            "Cannot query field \"name\" on type \"Pet\". Did you mean to use an inline fragment on \"Named\", \"Cat\", or \"Dog\"?"
        );

    [Fact]
    public void Only_the_query_root_describes_the_schema() =>
        Verdict.Refuses(
            "{ person { __schema { queryType { name } } } }",
            "Cannot query field \"__schema\" on type \"Person\"."
        );

    [Fact]
    public void Below_an_unknown_field_nothing_is_told() =>
        Verdict.Refuses("{ nothing { deeper { deepest } } }", "Cannot query field \"nothing\" on type \"Query\".");
}
