namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 3.1 to 3.4 and 3.13: schemas, what they have in common, and directives.</summary>
public class TypeSystemTests
{
    [Fact]
    [Specification("3.1", Shows.Kept)]
    [Specification("3.4.3", Shows.Kept)]
    public void An_extension_adds_to_what_is_defined() =>
        SchemaDocument.Prints("enum E { A B }", "enum E { A } extend enum E { B }");

    [Fact]
    [Specification("3.1", Shows.Broken)]
    public void And_to_nothing_else() =>
        SchemaDocument.Refuses("extend type Foo { a: Int }", "Cannot extend type \"Foo\" because it is not defined.");

    [Fact]
    [Specification("3.2", Shows.Kept)]
    public void Definitions_are_described() => SchemaDocument.Prints("\"\"\"Told\"\"\" scalar S", "\"Told\" scalar S");

    [Fact]
    [Specification("3.2", Shows.Broken)]
    public void Extensions_are_not() =>
        Source.Refuses(
            "\"d\" extend type Q { a: Int }",
            "Unexpected description, only GraphQL definitions support descriptions."
        );

    [Fact]
    [Specification("3.3", Shows.Kept)]
    [Specification("3.3.1", Shows.Kept)]
    public void A_schema_has_a_root_for_each_kind_of_operation() =>
        SchemaDocument.Prints(
            "schema { query: Query mutation: M } type Query { a: Int } type M { b: Int }",
            "schema { query: Query mutation: M } type Query { a: Int } type M { b: Int }"
        );

    [Fact]
    [Specification("3.3", Shows.Broken)]
    public void Of_which_that_for_queries_must_be_there() =>
        SchemaDocument.Refuses("schema { mutation: M } type M { b: Int }", "Query root type must be provided.");

    [Fact]
    [Specification("3.3.1", Shows.Broken)]
    public void And_all_are_objects() =>
        SchemaDocument.Refuses("scalar Query", "Query root type must be Object type, it cannot be Query.");

    [Fact]
    [Specification("3.3.2", Shows.Kept)]
    public void A_root_may_be_added() =>
        SchemaDocument.Prints(
            "schema { query: Query mutation: M } type Query { a: Int } type M { b: Int }",
            "schema { query: Query } extend schema { mutation: M } type Query { a: Int } type M { b: Int }"
        );

    [Fact]
    [Specification("3.3.2", Shows.Broken)]
    public void But_not_twice() =>
        SchemaDocument.Refuses(
            "schema { query: Query } extend schema { query: Query } type Query { a: Int }",
            "There can be only one query type in schema."
        );

    [Fact]
    [Specification("3.4", Shows.Kept)]
    public void Types_refer_to_each_other() =>
        SchemaDocument.Prints("type A { b: B } type B { a: A }", "type A { b: B } type B { a: A }");

    [Theory]
    [InlineData("type A { a: Int } scalar A", "There can be only one type named \"A\".")]
    [InlineData("type A { a: B }", "Unknown type \"B\". Did you mean \"A\"?")]
    [InlineData(
        "type __A { a: Int }",
        "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection."
    )]
    [Specification("3.4", Shows.Broken)]
    public void Their_names_exist_once_and_are_not_reserved(string sdl, string message) =>
        SchemaDocument.Refuses(sdl, message);

    [Fact]
    [Specification("3.4.1", Shows.Kept)]
    [Specification("3.12.1", Shows.Kept)]
    public void Types_are_wrapped_in_lists_and_made_not_null() =>
        SchemaDocument.Prints("type A { b: [[Int!]!] c: [Int]! }", "type A { b: [[Int!]!] c: [Int]! }");

    [Fact]
    [Specification("3.4.2", Shows.Kept)]
    public void Scalars_and_enums_go_in_and_out() =>
        SchemaDocument.Prints(
            "enum E { A } input I { e: E } type A { e(e: E, i: I): E }",
            "enum E { A } input I { e: E } type A { e(e: E, i: I): E }"
        );

    [Fact]
    [Specification("3.4.2", Shows.Broken)]
    public void Objects_only_out_and_input_objects_only_in() =>
        SchemaDocument.Refuses(
            "type A { a(b: A): I } input I { i: Int }",
            "The type of A.a must be Output Type but got: I.",
            "The type of A.a(b:) must be Input Type but got: A."
        );

    [Fact]
    [Specification("3.4.3", Shows.Broken)]
    public void An_extension_is_of_the_same_kind() =>
        SchemaDocument.Refuses("enum E { A } extend type E { a: Int }", "Cannot extend non-object type \"E\".");

    [Fact]
    [Specification("3.13", Shows.Kept)]
    public void A_directive_has_places_arguments_and_may_repeat() =>
        SchemaDocument.Prints(
            "directive @d(a: Int = 1) repeatable on FIELD | OBJECT",
            "directive @d(a: Int = 1) repeatable on FIELD | OBJECT"
        );

    [Theory]
    [InlineData("directive @d on FIELD directive @d on QUERY", "There can be only one directive named \"@d\".")]
    [InlineData("directive @d on FIELD type A @d { a: Int }", "Directive \"@d\" may not be used on OBJECT.")]
    [InlineData(
        "directive @__d on FIELD",
        "Name \"__d\" must not begin with \"__\", which is reserved by GraphQL introspection."
    )]
    [Specification("3.13", Shows.Broken)]
    public void It_is_defined_once_and_stands_where_it_may(string sdl, string message) =>
        SchemaDocument.Refuses(sdl, message);

    [Fact]
    [Specification("3.6.2", Shows.Kept)]
    [Specification("3.13.3", Shows.Kept)]
    public void What_is_old_is_deprecated_with_a_reason() =>
        SchemaDocument.Prints(
            "type A { a: Int @deprecated b: Int @deprecated(reason: \"old\") } enum E { A @deprecated }",
            "type A { a: Int @deprecated b: Int @deprecated(reason: \"old\") } enum E { A @deprecated }"
        );

    [Fact]
    [Specification("3.6.2", Shows.Broken)]
    [Specification("3.13.3", Shows.Broken)]
    public void What_must_be_given_is_not() =>
        SchemaDocument.Refuses(
            "type A { a(b: Int! @deprecated): Int }",
            "Required argument A.a(b:) cannot be deprecated."
        );

    [Fact]
    [Specification("3.13.4", Shows.Kept)]
    public void A_scalar_says_where_it_is_specified() =>
        SchemaDocument.Prints(
            "scalar S @specifiedBy(url: \"https://example.org\")",
            "scalar S @specifiedBy(url: \"https://example.org\")"
        );

    [Fact]
    [Specification("3.13.4", Shows.Broken)]
    public void And_says_the_address() =>
        SchemaDocument.Refuses(
            "scalar S @specifiedBy",
            "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was not provided."
        );
}
