namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 2.2 to 2.8 and 2.10 to 2.12: the parts of documents.</summary>
public class LanguageTests
{
    [Fact]
    [Specification("2.2", Shows.Kept)]
    public void A_document_has_definitions_of_all_kinds() =>
        Source.Prints("{ a } fragment F on T { a } scalar S", "{ a } fragment F on T { a } scalar S");

    [Fact]
    [Specification("2.2", Shows.Broken)]
    public void And_at_least_one() => Source.Refuses("", "Unexpected <EOF>.");

    [Fact]
    [Specification("2.3", Shows.Kept)]
    public void An_operation_has_a_kind_and_perhaps_a_name() =>
        Source.Prints(
            "{ a } mutation M { a } subscription S { a } query ($v: Int) { a }",
            "query { a } mutation M { a } subscription S { a } query ($v: Int) { a }"
        );

    [Fact]
    [Specification("2.3", Shows.Broken)]
    public void There_are_no_other_kinds() => Source.Refuses("select { a }", "Unexpected Name \"select\".");

    [Fact]
    [Specification("2.4", Shows.Kept)]
    public void A_selection_has_fields_and_fragments() =>
        Source.Prints("{ a ...F ... on T { b } }", "{ a ...F ... on T { b } }");

    [Fact]
    [Specification("2.4", Shows.Broken)]
    public void But_is_never_empty() => Source.Refuses("{ }", "Expected Name, found \"}\".", column: 3);

    [Fact]
    [Specification("2.5", Shows.Kept)]
    [Specification("2.6", Shows.Kept)]
    [Specification("2.7", Shows.Kept)]
    public void A_field_has_an_alias_arguments_and_a_selection() =>
        Source.Prints("{ a: b(c: 1, d: $e) { f } }", "{ a: b(c: 1, d: $e) { f } }");

    [Fact]
    [Specification("2.5", Shows.Broken)]
    public void A_field_is_a_name() => Source.Refuses("{ 5 }", "Expected Name, found Int \"5\".", column: 3);

    [Theory]
    [InlineData("{ a() }", "Expected Name, found \")\".", 5)]
    [InlineData("{ a(b) }", "Expected \":\", found \")\".", 6)]
    [Specification("2.6", Shows.Broken)]
    public void Arguments_are_there_and_have_values(string source, string message, int column) =>
        Source.Refuses(source, message, column: column);

    [Fact]
    [Specification("2.7", Shows.Broken)]
    public void An_alias_is_that_of_a_field() =>
        Source.Refuses("{ a: { b } }", "Expected Name, found \"{\".", column: 6);

    [Fact]
    [Specification("2.8", Shows.Kept)]
    [Specification("2.8.1", Shows.Kept)]
    public void A_fragment_has_a_name_and_a_type() =>
        Source.Prints("{ ...F } fragment F on T @d { a }", "{ ... F } fragment F on T @d { a }");

    [Fact]
    [Specification("2.8", Shows.Broken)]
    public void Its_name_is_not_on() => Source.Refuses("fragment on on T { a }", "Unexpected Name \"on\".", column: 10);

    [Fact]
    [Specification("2.8.1", Shows.Broken)]
    public void Without_a_type_it_is_none() =>
        Source.Refuses("fragment F { a }", "Expected \"on\", found \"{\".", column: 12);

    [Fact]
    [Specification("2.8.2", Shows.Kept)]
    public void In_line_it_may_be_of_the_type_around_it() =>
        Source.Prints("{ ... @skip(if: true) { a } ... { b } }", "{ ... @skip(if: true) { a } ... { b } }");

    [Fact]
    [Specification("2.8.2", Shows.Broken)]
    public void A_type_is_named_when_it_is_announced() =>
        Source.Refuses("{ ... on { a } }", "Expected Name, found \"{\".", column: 10);

    [Fact]
    [Specification("2.10", Shows.Kept)]
    public void A_variable_has_a_type_and_perhaps_a_default() =>
        Source.Prints(
            "query ($a: Int = 1 @d, $b: [T!]) { c(d: $a, e: [$b]) }",
            "query ($a: Int = 1 @d, $b: [T!]) { c(d: $a, e: [$b]) }"
        );

    [Fact]
    [Specification("2.10", Shows.Broken)]
    public void Its_default_does_not_vary() =>
        Source.Refuses("query ($a: Int = $b) { a }", "Unexpected variable \"$b\" in constant value.", column: 18);

    [Fact]
    [Specification("2.11", Shows.Kept)]
    public void Types_are_named_listed_and_not_null() =>
        Source.Prints("query ($a: T, $b: [T!]!, $c: [[T]]) { a }", "query ($a: T, $b: [T!]!, $c: [[T]]) { a }");

    [Fact]
    [Specification("2.11", Shows.Broken)]
    [Specification("3.4.1", Shows.Broken)]
    public void Not_null_is_said_once() =>
        Source.Refuses("query ($a: Int!!) { a }", "Expected \"$\", found \"!\".", column: 16);

    [Fact]
    [Specification("2.12", Shows.Kept)]
    public void Directives_keep_their_order_and_have_arguments() =>
        Source.Prints("query @b @a(c: 1) { a @d }", "query @b @a(c: 1) { a @d }");

    [Fact]
    [Specification("2.12", Shows.Broken)]
    public void A_directive_has_a_name() => Source.Refuses("{ a @ }", "Expected Name, found \"}\".", column: 7);
}
