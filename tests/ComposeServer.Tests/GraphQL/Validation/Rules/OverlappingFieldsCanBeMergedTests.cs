using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class OverlappingFieldsCanBeMergedTests
{
    [Fact]
    [Specification("5.3.2", Shows.Kept)]
    public void Equal_fields_merge() =>
        Verdict.Accepts("{ person(id: 1) { id id n: name(short: true) } person(id: 1) { id n: name(short: true) } }");

    [Fact]
    public void Objects_of_different_types_never_meet() =>
        Verdict.Accepts(
            "{ pet { ... on Dog { x: barks } ... on Cat { y: lives } } named { ... on Dog { n: name } ... on Cat { n: name(short: true) } } }"
        );

    [Fact]
    [Specification("5.3.2", Shows.Broken)]
    public void Different_fields_under_one_key_conflict() =>
        Verdict.Refuses(
            "{ person { x: id x: name } }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different aliases on the fields to fetch both if this was intentional."
        );

    [Fact]
    public void So_do_different_arguments() =>
        Verdict.Refuses(
            "{ count(of: 1) count(of: 2) }",
            "Fields \"count\" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional."
        );

    [Fact]
    public void So_do_different_shapes_even_where_types_never_meet() =>
        Verdict.Refuses(
            "{ pet { ... on Dog { age } ... on Cat { age } } }",
            "Fields \"age\" conflict because they return conflicting types \"Int\" and \"Float\". Use different aliases on the fields to fetch both if this was intentional."
        );

    [Fact]
    public void Conflicts_below_are_told_from_above() =>
        Verdict.Refuses(
            "{ p: person { x: id } p: person { x: name } }",
            "Fields \"p\" conflict because subfields \"x\" conflict because \"id\" and \"name\" are different fields. Use different aliases on the fields to fetch both if this was intentional."
        );

    [Fact]
    public void Conflicts_between_fragments_are_found() =>
        Verdict.Refuses(
            "{ person { ...A ...B } } fragment A on Person { x: id } fragment B on Person { ...C } fragment C on Person { x: name }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different aliases on the fields to fetch both if this was intentional."
        );

    [Fact]
    public void A_conflict_is_found_in_a_fragment_whose_name_a_later_one_has_too() =>
        Verdict.Refuses(
            "{ person { ...F } } fragment F on Person { x: id x: name } fragment F on Person { id }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different aliases on the fields to fetch both if this was intentional.",
            "There can be only one fragment named \"F\"."
        );

    [Fact]
    public void Arguments_in_another_order_are_the_same() =>
        Verdict.Accepts("{ at(point: { x: 1, y: 2 }) at(point: { y: 2, x: 1 }) }");
}
