using ComposeServer.Tests.GraphQL.October2021;

namespace ComposeServer.Tests.GraphQL.Validation.Rules;

public class VariablesAreInputTypesTests
{
    [Fact]
    [Specification("5.8.2", Shows.Kept)]
    public void Scalars_enums_and_input_objects_in_lists_are_fine() =>
        Verdict.Accepts(
            "query ($a: Int, $b: Mood, $c: Point, $d: Choice) { count(of: $a) mood(is: $b) at(point: $c) pick(one: $d) }"
        );

    [Fact]
    [Specification("5.8.2", Shows.Broken)]
    public void Objects_and_lists_of_unions_are_not() =>
        Verdict.Refuses(
            "query ($a: Dog, $b: [Pet!]!) { count(of: $a) mood(is: $b) }",
            "Variable \"$a\" cannot be non-input type \"Dog\".",
            "Variable \"$b\" cannot be non-input type \"[Pet!]!\".",
            "Variable \"$a\" of type \"Dog\" used in position expecting type \"Int\".",
            "Variable \"$b\" of type \"[Pet!]!\" used in position expecting type \"Mood\"."
        );
}
