using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class ValuesOfCorrectTypeTests
{
    [Fact]
    [Specification("5.6.1", Shows.Kept)]
    public void Literals_of_the_type_fit_and_null_fits_where_it_may() =>
        Verdict.Accepts(
            "{ count(of: null) must(value: 1) mood(is: SAD) at(point: { x: 1, inner: { x: 2 } }) pick(one: { byId: 3 }) person(id: \"a\") { id } }"
        );

    [Fact]
    [Specification("5.6.1", Shows.Broken)]
    public void Scalars_do_not_convert() =>
        Verdict.Refuses(
            "{ count(of: \"1\") must(value: 1.5) person(id: true) { name(short: 1) } }",
            "Int cannot represent non-integer value: \"1\"",
            "Int cannot represent non-integer value: 1.5",
            "ID cannot represent a non-string and non-integer value: true",
            "Boolean cannot represent a non boolean value: 1"
        );

    [Fact]
    public void Null_does_not_fit_where_it_may_not() =>
        Verdict.Refuses("{ must(value: null) }", "Expected value of type \"Int!\", found null.");

    [Fact]
    public void Enums_know_their_values() =>
        Verdict.Refuses(
            "{ mood(is: HAPY) a: mood(is: \"SAD\") }",
            "Value \"HAPY\" does not exist in \"Mood\" enum. Did you mean the enum value \"HAPPY\"?",
            "Enum \"Mood\" cannot represent non-enum value: \"SAD\". Did you mean the enum value \"SAD\"?"
        );

    [Fact]
    public void Input_objects_know_their_fields() =>
        Verdict.Refuses(
            "{ at(point: { y: \"a\", z: 1 }) a: at(point: 5) }",
            "Field \"Point.x\" of required type \"Int!\" was not provided.",
            "Int cannot represent non-integer value: \"a\"",
            "Field \"z\" is not defined by type \"Point\". Did you mean \"x\" or \"y\"?",
            "Expected value of type \"Point\", found 5."
        );

    [Fact]
    public void Of_a_choice_exactly_one_is_given() =>
        Verdict.Refuses(
            "{ pick(one: {}) a: pick(one: { byId: 1, byName: \"x\" }) b: pick(one: { byId: null }) }",
            "OneOf Input Object \"Choice\" must specify exactly one key.",
            "OneOf Input Object \"Choice\" must specify exactly one key.",
            "Field \"Choice.byId\" must be non-null."
        );

    [Fact]
    public void Defaults_of_variables_are_looked_at_too() =>
        Verdict.Refuses("query ($a: Int = \"x\") { count(of: $a) }", "Int cannot represent non-integer value: \"x\"");
}
